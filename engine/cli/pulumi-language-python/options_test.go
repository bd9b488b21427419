package main

import (
	"os"
	"path/filepath"
	"testing"

	"google.golang.org/protobuf/types/known/structpb"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/pulumi/pulumi/sdk/v3/python/toolchain"
)

func project(t *testing.T, options map[string]any) *pulumirpc.ProgramInfo {
	t.Helper()
	encoded, err := structpb.NewStruct(options)
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	return &pulumirpc.ProgramInfo{RootDirectory: root, ProgramDirectory: root, EntryPoint: ".", Options: encoded}
}

func TestResolveReadsTheRuntimeOptions(t *testing.T) {
	resolved, err := resolve(project(t, map[string]any{
		"virtualenv": "env", "toolchain": "pip", "typechecker": "mypy",
	}))
	if err != nil {
		t.Fatal(err)
	}
	options := resolved.options
	if options.Virtualenv != "env" || options.Toolchain != toolchain.Pip ||
		options.Typechecker != toolchain.TypeCheckerMypy {
		t.Errorf("got %+v", options)
	}
}

func TestResolveReportsEveryWrongOption(t *testing.T) {
	_, err := resolve(project(t, map[string]any{"virtualenv": true, "toolchain": "conda", "typechecker": 1}))
	want := `the runtime option "virtualenv" must be text (got true)
the runtime option "toolchain" must be one of pip, poetry, uv (got conda)
the runtime option "typechecker" must be one of mypy, pyright (got 1)`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestCheckSaysWhatToTypeForAMissingEnvironment(t *testing.T) {
	info := project(t, map[string]any{"virtualenv": "env"})
	resolved, err := resolve(info)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(info.RootDirectory, "env")
	want := "the virtual environment " + path + " does not exist; to create it, type `pulumi install` in " +
		info.RootDirectory
	if err := resolved.check(t.Context()); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	want = "the virtual environment " + path + " is not a virtual environment; remove it, then type " +
		"`pulumi install` in " + info.RootDirectory
	if err := resolved.check(t.Context()); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
