package main

import "syscall"

// ownGroup gives a process a group of its own. The kernel kills it should the host die without a chance to do
// so.
func ownGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
