//go:build unix && !linux

package main

import "syscall"

// ownGroup gives a process a group of its own. Only Linux can tie its life to the host's.
func ownGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}
