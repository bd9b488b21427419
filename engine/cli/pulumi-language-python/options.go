package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/pulumi/pulumi/sdk/v3/python/toolchain"
)

// python is the interpreter a project asks for: its runtime options, and the toolchain that follows them.
type python struct {
	toolchain.Toolchain
	options toolchain.PythonOptions
}

// resolve reads the options under `runtime` in Pulumi.yaml, PulumiPolicy.yaml or PulumiPlugin.yaml and finds
// the toolchain they name. An absent toolchain is chosen by lock file: uv.lock, poetry.lock, else pip. The
// options: https://www.pulumi.com/docs/iac/languages-sdks/python/.
func resolve(info *pulumirpc.ProgramInfo) (python, error) {
	options := toolchain.PythonOptions{Root: info.RootDirectory, ProgramDir: info.ProgramDirectory}
	given := info.Options.AsMap()
	err := errors.Join(
		readText(given, "virtualenv", &options.Virtualenv),
		readChoice(given, "toolchain", &options.Toolchain,
			is("pip", toolchain.Pip), is("poetry", toolchain.Poetry), is("uv", toolchain.Uv)),
		readChoice(given, "typechecker", &options.Typechecker,
			is("mypy", toolchain.TypeCheckerMypy), is("pyright", toolchain.TypeCheckerPyright)),
	)
	if err != nil {
		return python{}, err
	}
	chosen, err := toolchain.ResolveToolchain(options)
	return python{Toolchain: chosen, options: options}, err
}

// check returns an error that says what to type when the virtual environment is not there.
func (p python) check(ctx context.Context) error {
	if p.ValidateVenv(ctx) == nil {
		return nil
	}
	path, err := p.VirtualEnvPath(ctx)
	if err != nil {
		return fmt.Errorf("the virtual environment of %s was not found; to create it, type `pulumi install` there",
			p.options.Root)
	}
	state := "is not a virtual environment; remove it, then"
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		state = "does not exist; to create it,"
	}
	return fmt.Errorf("the virtual environment %s %s type `pulumi install` in %s", path, state, p.options.Root)
}

// choice is one allowed value of a runtime option. The SDK does not export the types of its constants, so
// they are inferred.
type choice[T any] struct {
	name  string
	value T
}

func is[T any](name string, value T) choice[T] { return choice[T]{name, value} }

func readText(given map[string]any, key string, target *string) error {
	value, present := given[key]
	if !present {
		return nil
	}
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("the runtime option %q must be text (got %v)", key, value)
	}
	*target = text
	return nil
}

func readChoice[T any](given map[string]any, key string, target *T, choices ...choice[T]) error {
	value, present := given[key]
	if !present {
		return nil
	}
	names := make([]string, 0, len(choices))
	for _, candidate := range choices {
		if candidate.name == value {
			*target = candidate.value
			return nil
		}
		names = append(names, candidate.name)
	}
	return fmt.Errorf("the runtime option %q must be one of %s (got %v)", key, strings.Join(names, ", "), value)
}
