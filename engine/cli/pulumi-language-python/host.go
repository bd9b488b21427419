package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// executor is the script that configures the Python SDK and then runs the program. It is published in the Go
// module github.com/pulumi/pulumi/sdk/v3 and is put beside this executable.
const executor = "pulumi-language-python-exec"

// host implements the LanguageRuntime service. Calls that it does not define (code generation, packing,
// linking) answer Unimplemented, which the engine reports as such.
type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer

	executor string // path of the executor script

	addressLock   sync.RWMutex
	engineAddress string

	life           context.Context // ends when the host stops: ends programs and plugins
	programs       context.Context // ends with life, or when the engine cancels: ends programs only
	cancelPrograms context.CancelFunc
	running        sync.WaitGroup // the processes that have not ended yet
}

// newHost returns a host whose processes live no longer than life. It fails when the executor is not in
// place.
func newHost(life context.Context, engineAddress string) (*host, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding the host's own executable: %w", err)
	}
	script := filepath.Join(filepath.Dir(self), executor)
	if _, err := os.Stat(script); err != nil {
		return nil, fmt.Errorf("the script %s must be beside the language host: %w", executor, err)
	}
	programs, cancel := context.WithCancel(life)
	return &host{
		executor: script, engineAddress: engineAddress,
		life: life, programs: programs, cancelPrograms: cancel,
	}, nil
}

// address is where the engine listens, or empty when neither it nor a handshake has said so.
func (h *host) address() string {
	h.addressLock.RLock()
	defer h.addressLock.RUnlock()
	return h.engineAddress
}

// Handshake learns the engine's address. The engine calls it when it attaches to a host that was started by
// hand.
func (h *host) Handshake(
	_ context.Context, req *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	h.addressLock.Lock()
	defer h.addressLock.Unlock()
	h.engineAddress = req.EngineAddress
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

// GetPluginInfo tells the version of the host, which is the version of the CLI it was built with.
func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

// Cancel ends the programs that run. Policy packs go on: the engine may still consult them, and ends them
// itself.
func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	h.cancelPrograms()
	return &emptypb.Empty{}, nil
}

// either returns a context that ends as soon as one of the two does.
func either(a, b context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(a)
	stop := context.AfterFunc(b, cancel)
	return ctx, func() {
		stop()
		cancel()
	}
}
