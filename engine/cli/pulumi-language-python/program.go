package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// exitReported is the exit code of the executor after it has shown the program's error itself
// (PYTHON_PROCESS_EXITED_AFTER_SHOWING_USER_ACTIONABLE_MESSAGE_CODE in pulumi-language-python-exec).
const exitReported = 32

// Run runs a program to its end and tells the engine how it ended.
func (h *host) Run(ctx context.Context, req *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	if req.AttachDebugger {
		return &pulumirpc.RunResponse{Error: noDebugger}, nil
	}
	ctx, cancel := either(ctx, h.programs)
	defer cancel()
	interpreter, err := resolve(req.Info)
	if err != nil {
		return nil, err
	}
	if err := interpreter.check(ctx); err != nil {
		return nil, err
	}
	if err := h.typecheck(ctx, interpreter); err != nil {
		return nil, err
	}
	cmd, err := h.programCommand(ctx, interpreter, req)
	if err != nil {
		return nil, err
	}
	return outcome(ctx, h.execute(cmd, cmd.Wait)), nil
}

// noDebugger is the answer to `--attach-debugger`.
const noDebugger = "this language host cannot attach a debugger; install the official Pulumi CLI to do so: " +
	"https://www.pulumi.com/docs/install/"

// programCommand is the executor with the program and its configuration, not started yet.
func (h *host) programCommand(ctx context.Context, p python, req *pulumirpc.RunRequest) (*exec.Cmd, error) {
	// Unbuffered, so that what a program prints is seen when it prints it.
	arguments := append([]string{"-u", h.executor}, h.executorArguments(req)...)
	cmd, err := p.Command(ctx, arguments...)
	if err != nil {
		return nil, err
	}
	config, err := configEnvironment(req)
	if err != nil {
		return nil, err
	}
	cmd.Env = append(cmd.Environ(), config...)
	output := &gate{}
	isolate(cmd, output)
	cmd.Stdout, cmd.Stderr = output.through(os.Stdout), output.through(os.Stderr)
	return cmd, nil
}

// executorArguments is the command line the executor expects. Without the engine's address the program's log
// lines are lost.
func (h *host) executorArguments(req *pulumirpc.RunRequest) []string {
	options := [][2]string{
		{"--monitor", req.MonitorAddress},
		{"--engine", h.address()},
		{"--project", req.Project},
		{"--root_directory", req.Info.RootDirectory},
		{"--stack", req.Stack},
		{"--organization", req.Organization},
		{"--pwd", req.Pwd},
		{"--dry_run", strconv.FormatBool(req.DryRun)},
		{"--parallel", strconv.Itoa(int(req.Parallel))},
	}
	var arguments []string
	for _, option := range options {
		if option[1] != "" {
			arguments = append(arguments, option[0], option[1])
		}
	}
	return append(append(arguments, req.Info.EntryPoint), req.Args...)
}

// configEnvironment is the stack's configuration as the Python SDK reads it: two variables that hold JSON.
func configEnvironment(req *pulumirpc.RunRequest) ([]string, error) {
	values, secretKeys := req.Config, req.ConfigSecretKeys
	if values == nil {
		values = map[string]string{}
	}
	if secretKeys == nil {
		secretKeys = []string{}
	}
	config, err := json.Marshal(values)
	if err != nil {
		return nil, fmt.Errorf("encoding the configuration: %w", err)
	}
	secrets, err := json.Marshal(secretKeys)
	if err != nil {
		return nil, fmt.Errorf("encoding the names of the secret configuration keys: %w", err)
	}
	return []string{"PULUMI_CONFIG=" + string(config), "PULUMI_CONFIG_SECRET_KEYS=" + string(secrets)}, nil
}

// outcome turns the end of a program into the engine's terms: bail means that the user has been told already.
func outcome(ctx context.Context, err error) *pulumirpc.RunResponse {
	var exit *exec.ExitError
	switch {
	case err == nil, errors.Is(err, exec.ErrWaitDelay):
		// ErrWaitDelay: the program succeeded, and something it started still held its output.
		return &pulumirpc.RunResponse{}
	case ctx.Err() != nil:
		return &pulumirpc.RunResponse{Bail: true}
	case !errors.As(err, &exit):
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program could not be started: %v", err)}
	case exit.ExitCode() == exitReported:
		return &pulumirpc.RunResponse{Bail: true}
	case exit.ExitCode() < 0:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program was ended by a %v", exit)}
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program exited with non-zero exit code: %d", exit.ExitCode())}
	}
}
