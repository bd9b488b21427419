package main

import (
	"context"
	"errors"
	"os/exec"
	"slices"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func exitOf(script string) error { return exec.Command("sh", "-c", script).Run() }

func TestOutcomeSpeaksTheEnginesTerms(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, scene := range map[string]struct {
		ctx  context.Context
		err  error
		bail bool
		text string
	}{
		"success":          {t.Context(), nil, false, ""},
		"output kept open": {t.Context(), exec.ErrWaitDelay, false, ""},
		"told already":     {t.Context(), exitOf("exit 32"), true, ""},
		"other code":       {t.Context(), exitOf("exit 3"), false, "Program exited with non-zero exit code: 3"},
		"signal":           {t.Context(), exitOf("kill -9 $$"), false, "Program was ended by a signal: killed"},
		"cancelled":        {cancelled, exitOf("kill -2 $$"), true, ""},
		"not started":      {t.Context(), errors.New("no such file"), false, "Program could not be started: no such file"},
	} {
		got := outcome(scene.ctx, scene.err)
		if got.Bail != scene.bail || got.Error != scene.text {
			t.Errorf("%s: got bail %v, %q", name, got.Bail, got.Error)
		}
	}
}

func TestExecutorArgumentsLeaveOutWhatIsUnknown(t *testing.T) {
	h := &host{engineAddress: "127.0.0.1:1"}
	got := h.executorArguments(&pulumirpc.RunRequest{
		MonitorAddress: "127.0.0.1:2", Project: "p", Stack: "s", Pwd: "/w", DryRun: true, Parallel: 16,
		Info: &pulumirpc.ProgramInfo{RootDirectory: "/r", EntryPoint: "."}, Args: []string{"a"},
	})
	want := []string{
		"--monitor", "127.0.0.1:2", "--engine", "127.0.0.1:1", "--project", "p", "--root_directory", "/r",
		"--stack", "s", "--pwd", "/w", "--dry_run", "true", "--parallel", "16", ".", "a",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestConfigEnvironmentIsNeverNull(t *testing.T) {
	empty, err := configEnvironment(&pulumirpc.RunRequest{})
	if want := []string{"PULUMI_CONFIG={}", "PULUMI_CONFIG_SECRET_KEYS=[]"}; err != nil || !slices.Equal(empty, want) {
		t.Errorf("got %v, %v, want %v", empty, err, want)
	}
	full, err := configEnvironment(&pulumirpc.RunRequest{
		Config: map[string]string{"p:k": "v"}, ConfigSecretKeys: []string{"p:k"},
	})
	want := []string{`PULUMI_CONFIG={"p:k":"v"}`, `PULUMI_CONFIG_SECRET_KEYS=["p:k"]`}
	if err != nil || !slices.Equal(full, want) {
		t.Errorf("got %v, %v, want %v", full, err, want)
	}
}
