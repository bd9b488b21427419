package main

import (
	"context"
	"io"
	"os"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
)

// healthInterval is the time between two questions to the engine whether it is alive. They are the second
// line: the end of standard input tells at once.
const healthInterval = 10 * time.Second

// watchEngine calls stop once the engine is gone, however it died. The engine holds the other end of standard
// input and writes nothing to it, so its end is the engine's end. A host started by hand has no such pipe.
func watchEngine(ctx context.Context, address string, stop func()) error {
	if isPipe(os.Stdin) {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			stop()
		}()
	}
	if address == "" {
		return nil
	}
	return rpcutil.Healthcheck(ctx, address, healthInterval, stop)
}

func isPipe(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeNamedPipe != 0
}
