package main

import (
	"context"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// start runs a shell script as the host runs programs. It returns what the script has printed so far, a
// function that cancels it, and the channel on which its end is told.
func start(t *testing.T, script string) (func() string, context.CancelFunc, <-chan error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cmd := exec.CommandContext(ctx, "sh", "-c", script)
	output, text := &gate{}, &strings.Builder{}
	isolate(cmd, output)
	cmd.Stdout = output.through(text)
	ended := make(chan error, 1)
	h := &host{}
	go func() { ended <- h.execute(cmd, cmd.Wait) }()
	printed := func() string {
		output.lock.Lock()
		defer output.lock.Unlock()
		return text.String()
	}
	return printed, cancel, ended
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within 5 s: %s", what)
		}
	}
}

func TestCancelInterruptsAndMutes(t *testing.T) {
	printed, cancel, ended := start(t, `trap 'echo traceback; exit 1' INT; echo ready; while :; do sleep 0.05; done`)
	eventually(t, "ready", func() bool { return printed() == "ready\n" })
	before := time.Now()
	cancel()
	if err := <-ended; err == nil || time.Since(before) > grace {
		t.Errorf("got %v after %v, want an orderly end", err, time.Since(before))
	}
	if got := printed(); got != "ready\n" {
		t.Errorf("printed %q after the interrupt", got)
	}
}

func TestCancelKillsWhatIgnoresTheInterrupt(t *testing.T) {
	printed, cancel, ended := start(t, `trap '' INT; echo ready; while :; do sleep 0.05; done`)
	eventually(t, "ready", func() bool { return printed() == "ready\n" })
	cancel()
	select {
	case <-ended:
	case <-time.After(grace + 2*time.Second):
		t.Fatal("the process outlived the grace")
	}
}

func TestNothingOfTheGroupIsLeft(t *testing.T) {
	printed, _, ended := start(t, `sleep 600 >/dev/null & echo $!`)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	child, err := strconv.Atoi(strings.TrimSpace(printed()))
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the child is gone", func() bool { return syscall.Kill(child, 0) == syscall.ESRCH })
}
