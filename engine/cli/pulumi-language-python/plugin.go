package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	sdk "github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/pulumi/pulumi/sdk/v3/python/toolchain"
)

// RunPlugin runs a policy pack or a plugin until the engine ends the call, and streams its output: the first
// line of standard output is the port that the engine then calls.
func (h *host) RunPlugin(
	req *pulumirpc.RunPluginRequest, server pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	if req.AttachDebugger {
		return errors.New(noDebugger)
	}
	ctx, cancel := either(server.Context(), h.life)
	defer cancel()
	cmd, err := pluginCommand(ctx, req)
	if err != nil {
		return err
	}
	_, stdout, stderr, err := rpcutil.MakeRunPluginStreams(server, false)
	if err != nil {
		return err
	}
	output := &gate{}
	isolate(cmd, output)
	cmd.Stdout, cmd.Stderr = output.through(stdout), output.through(stderr)

	wait := cmd.Wait
	if req.Kind == string(apitype.AnalyzerPlugin) {
		if wait, err = introduce(ctx, cmd, output.through(stdout)); err != nil {
			return err
		}
	}
	err = h.execute(cmd, wait)
	var exit *exec.ExitError
	switch {
	case err == nil, ctx.Err() != nil:
		return nil
	case errors.As(err, &exit):
		return server.Send(&pulumirpc.RunPluginResponse{
			Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: int32(exit.ExitCode())},
		})
	default:
		return fmt.Errorf("running %s: %w", req.Info.ProgramDirectory, err)
	}
}

// pluginCommand is the command that serves the plugin, not started yet.
func pluginCommand(ctx context.Context, req *pulumirpc.RunPluginRequest) (*exec.Cmd, error) {
	interpreter, err := resolve(req.Info)
	if err != nil {
		return nil, err
	}
	if err := interpreter.check(ctx); err != nil {
		return nil, err
	}
	arguments, err := pluginArguments(req)
	if err != nil {
		return nil, err
	}
	cmd, err := interpreter.Command(ctx, append([]string{"-u"}, arguments...)...)
	if err != nil {
		return nil, err
	}
	cmd.Dir = req.Pwd
	if req.Kind == string(apitype.AnalyzerPlugin) {
		// A pack finds its own files beside it, wherever the stack is.
		cmd.Dir = req.Info.ProgramDirectory
	}
	// The engine sends its whole environment. What the host has too must not undo the virtual environment's PATH.
	cmd.Env = append(cmd.Environ(), without(req.Env, os.Environ())...)
	return cmd, nil
}

// pluginArguments says how Python serves the plugin: a policy pack through the SDK, a folder with a
// __main__.py as it is, an installable package through the SDK.
func pluginArguments(req *pulumirpc.RunPluginRequest) ([]string, error) {
	folder := req.Info.ProgramDirectory
	if req.Kind == string(apitype.AnalyzerPlugin) {
		return append(append([]string{"-m", "pulumi.policy"}, req.Args...), folder), nil
	}
	if _, err := os.Stat(filepath.Join(folder, "__main__.py")); err == nil {
		return append([]string{folder}, req.Args...), nil
	}
	project, err := toolchain.LoadPyproject(folder)
	if err != nil {
		return nil, fmt.Errorf("the plugin %s has neither __main__.py nor a readable pyproject.toml: %w", folder, err)
	}
	return append([]string{"-m", "pulumi.run.plugin", project.Project.Name}, req.Args...), nil
}

// introduce prepares a policy pack. The SDK for Python takes the stack from the environment, so a proxy
// answers the engine until the stack is known; the returned function then joins the started pack to the proxy
// and waits for it.
func introduce(ctx context.Context, cmd *exec.Cmd, stdout io.Writer) (func() error, error) {
	proxy, packOutput, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return nil, fmt.Errorf("starting the policy pack's proxy: %w", err)
	}
	cmd.Stdout = packOutput
	stack, err := proxy.AwaitConfiguration(ctx)
	if err != nil {
		return nil, fmt.Errorf("waiting for the stack's configuration: %w", err)
	}
	variables, err := stackEnvironment(stack)
	if err != nil {
		return nil, err
	}
	cmd.Env = append(cmd.Env, variables...)
	return func() error { return proxy.Attach(ctx, cmd) }, nil
}

// stackEnvironment is the stack as `python -m pulumi.policy` reads it. There is none outside a deployment.
func stackEnvironment(stack *pulumirpc.AnalyzerStackConfigureRequest) ([]string, error) {
	if stack == nil {
		return nil, nil
	}
	values := stack.Config
	if values == nil {
		values = map[string]string{}
	}
	config, err := json.Marshal(values)
	if err != nil {
		return nil, fmt.Errorf("encoding the stack's configuration: %w", err)
	}
	given := []string{
		"PULUMI_ORGANIZATION=" + stack.Organization,
		"PULUMI_PROJECT=" + stack.Project,
		"PULUMI_STACK=" + stack.Stack,
		"PULUMI_DRY_RUN=" + strconv.FormatBool(stack.DryRun),
		"PULUMI_CONFIG=" + string(config),
	}
	// The SDK has defaults for what is unknown, such as the organization of a stack that is in no service.
	return slices.DeleteFunc(given, func(entry string) bool { return strings.HasSuffix(entry, "=") }), nil
}

// without returns the entries of all that are not among known.
func without(all, known []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(entry string) bool { return slices.Contains(known, entry) })
}
