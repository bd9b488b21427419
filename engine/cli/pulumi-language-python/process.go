package main

import (
	"io"
	"os/exec"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// grace is how long a process may take to end after an interrupt before it is killed. The program's own
// clean-up runs in that time; the Python SDK itself then waits for an answer of the engine that never comes,
// so most cancelled programs end by being killed, and a longer grace would only be a longer wait.
const grace = time.Second

// gate passes the two output streams of a process on, one write at a time, until it is shut. It is shut
// before the process is interrupted: what a Python program prints from then on is the traceback of its
// KeyboardInterrupt.
type gate struct {
	lock sync.Mutex
	shut bool
}

func (g *gate) close() {
	g.lock.Lock()
	defer g.lock.Unlock()
	g.shut = true
}

func (g *gate) through(writer io.Writer) io.Writer { return gated{g, writer} }

type gated struct {
	gate   *gate
	writer io.Writer
}

func (w gated) Write(text []byte) (int, error) {
	w.gate.lock.Lock()
	defer w.gate.lock.Unlock()
	if w.gate.shut {
		return len(text), nil
	}
	return w.writer.Write(text)
}

// isolate makes cmd the leader of a process group of its own, so that the engine's interrupt, which goes to
// the host's group, reaches it only through the host: when the context of cmd ends, the group is interrupted,
// and killed if it has not ended in time.
func isolate(cmd *exec.Cmd, output *gate) {
	cmd.SysProcAttr = ownGroup()
	cmd.WaitDelay = grace
	cmd.Cancel = func() error {
		output.close()
		return syscall.Kill(-cmd.Process.Pid, syscall.SIGINT)
	}
}

// execute starts cmd, waits with the given function and leaves no process of its group behind.
func (h *host) execute(cmd *exec.Cmd, wait func() error) error {
	h.running.Add(1)
	defer h.running.Done()
	// On Linux the kernel kills cmd when the thread that started it ends, so the thread is kept until cmd has ended.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := cmd.Start(); err != nil {
		return err
	}
	// The group outlives its leader as long as it has a member, and its number is not reused before.
	defer func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }()
	return wait()
}
