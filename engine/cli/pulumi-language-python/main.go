// Command pulumi-language-python is the Pulumi language host for Python: the process that the Pulumi engine
// starts to run programs, policy packs and plugins written in Python.
//
// The engine starts it with its own gRPC address as the only argument and reads the port to call from the
// first line of standard output. The protocol is LanguageRuntime of
// https://github.com/pulumi/pulumi/blob/v3.259.0/proto/pulumi/language.proto.
//
// Three promises hold whatever ends a run: everything started here is gone when this process is gone, this
// process is gone when the engine is gone, and an interrupt leaves no traceback in the stack's diagnostics.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"google.golang.org/grpc"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/logging"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// shutdownLimit bounds an orderly stop. The engine kills a plugin 5 s after interrupting it (ExecPlugin in
// https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/resource/plugin/plugin.go).
const shutdownLimit = 4 * time.Second

func main() {
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.String("tracing", "", "accepted because the engine may pass it; spans are not recorded")
	flag.Parse()
	if *showVersion {
		fmt.Println(version.Version)
		return
	}
	logging.InitLogging(false, 0, false)
	if err := serve(flag.Arg(0)); err != nil {
		fmt.Fprintf(os.Stderr, "pulumi-language-python: %v\n", err)
		os.Exit(1)
	}
}

// serve answers the engine until it is interrupted or the engine is gone.
func serve(engineAddress string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := watchEngine(ctx, engineAddress, stop); err != nil {
		return fmt.Errorf("watching the engine at %s: %w", engineAddress, err)
	}
	h, err := newHost(ctx, engineAddress)
	if err != nil {
		return err
	}
	stopped := make(chan bool)
	context.AfterFunc(ctx, func() {
		time.AfterFunc(shutdownLimit, func() { os.Exit(1) })
		close(stopped)
	})
	server, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: stopped,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, h)
			return nil
		},
	})
	if err != nil {
		return fmt.Errorf("starting the gRPC server: %w", err)
	}
	fmt.Printf("%d\n", server.Port)
	err = <-server.Done
	h.running.Wait()
	return err
}
