package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestPluginArgumentsFollowTheFolder(t *testing.T) {
	plain, installable := t.TempDir(), t.TempDir()
	write(t, filepath.Join(plain, "__main__.py"), "")
	write(t, filepath.Join(installable, "pyproject.toml"), "[project]\nname = \"mine\"\n[build-system]\n")
	for _, scene := range []struct {
		kind, folder string
		want         []string
	}{
		{"analyzer", plain, []string{"-m", "pulumi.policy", "engine", plain}},
		{"resource", plain, []string{plain, "engine"}},
		{"resource", installable, []string{"-m", "pulumi.run.plugin", "mine", "engine"}},
	} {
		got, err := pluginArguments(&pulumirpc.RunPluginRequest{
			Kind: scene.kind, Args: []string{"engine"}, Info: &pulumirpc.ProgramInfo{ProgramDirectory: scene.folder},
		})
		if err != nil || !slices.Equal(got, scene.want) {
			t.Errorf("got %v, %v, want %v", got, err, scene.want)
		}
	}
}

func TestStackEnvironmentIsEmptyOutsideADeployment(t *testing.T) {
	if got, err := stackEnvironment(nil); err != nil || got != nil {
		t.Errorf("got %v, %v", got, err)
	}
	got, err := stackEnvironment(&pulumirpc.AnalyzerStackConfigureRequest{Stack: "s", Project: "p", DryRun: true})
	want := []string{"PULUMI_PROJECT=p", "PULUMI_STACK=s", "PULUMI_DRY_RUN=true", "PULUMI_CONFIG={}"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
