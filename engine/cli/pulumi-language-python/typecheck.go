package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/python/toolchain"
)

// typecheck runs the type checker that the project's `typechecker` option names, before the program. Its
// findings go to the engine's output; an error stops the run.
func (h *host) typecheck(ctx context.Context, p python) error {
	if p.options.Typechecker == toolchain.TypeCheckerNone {
		return nil
	}
	name := strings.ToLower(toolchain.TypeCheckerName(p.options.Typechecker))
	arguments := []string{}
	if p.options.Typechecker == toolchain.TypeCheckerMypy {
		// pyright leaves virtual environments out by itself, mypy does not.
		if environment, err := p.VirtualEnvPath(ctx); err == nil && environment != "" {
			if relative, err := filepath.Rel(p.options.ProgramDir, environment); err == nil {
				arguments = append(arguments, "--exclude", relative)
			}
		}
	}
	cmd, err := p.ModuleCommand(ctx, name, append(arguments, p.options.ProgramDir)...)
	if err != nil {
		return err
	}
	cmd.Dir = p.options.ProgramDir
	output := &gate{}
	isolate(cmd, output)
	cmd.Stdout, cmd.Stderr = output.through(os.Stdout), output.through(os.Stderr)
	if err := h.execute(cmd, cmd.Wait); err != nil {
		return fmt.Errorf("the type checker %s, which Pulumi.yaml asks for, failed: %w", name, err)
	}
	return nil
}
