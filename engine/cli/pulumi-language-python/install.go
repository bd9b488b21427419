package main

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/pulumi/pulumi/sdk/v3/python/toolchain"
)

// InstallDependencies makes the virtual environment and installs the project's requirements (`pulumi
// install`).
func (h *host) InstallDependencies(
	req *pulumirpc.InstallDependenciesRequest, server pulumirpc.LanguageRuntime_InstallDependenciesServer,
) error {
	ctx, cancel := either(server.Context(), h.life)
	defer cancel()
	interpreter, err := resolve(req.Info)
	if err != nil {
		return err
	}
	terminal, out, errOut, err := rpcutil.MakeInstallDependenciesStreams(server, req.IsTerminal)
	if err != nil {
		return err
	}
	defer func() { _ = terminal.Close() }()
	output := &gate{}
	stdout, stderr := output.through(out), output.through(errOut)
	folder, versionTools := req.Info.ProgramDirectory, req.UseLanguageVersionTools
	if err := interpreter.InstallDependencies(ctx, folder, versionTools, true, stdout, stderr); err != nil {
		return err
	}
	if buildable, err := toolchain.IsBuildablePackage(folder); !req.IsPlugin || err != nil || !buildable {
		return err
	}
	cmd, err := interpreter.ModuleCommand(ctx, "pip", "install", folder)
	if err != nil {
		return err
	}
	cmd.Stdout, cmd.Stderr = stdout, stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("installing the package in %s: %w", folder, err)
	}
	return nil
}

// RuntimeOptionsPrompts asks `pulumi new` for the toolchain when the template has not chosen one.
func (h *host) RuntimeOptionsPrompts(
	_ context.Context, req *pulumirpc.RuntimeOptionsRequest,
) (*pulumirpc.RuntimeOptionsResponse, error) {
	if _, chosen := req.Info.Options.AsMap()["toolchain"]; chosen {
		return &pulumirpc.RuntimeOptionsResponse{}, nil
	}
	choices := plugin.MakeExecutablePromptChoices("pip", "poetry", "uv")
	return &pulumirpc.RuntimeOptionsResponse{Prompts: []*pulumirpc.RuntimeOptionPrompt{{
		Key:         "toolchain",
		Description: "The tool that installs the program's packages",
		PromptType:  pulumirpc.RuntimeOptionPrompt_STRING,
		Choices:     choices,
		Default:     choices[0],
	}}}, nil
}

// Template lets the toolchain finish a project that `pulumi new` has laid out.
func (h *host) Template(
	ctx context.Context, req *pulumirpc.TemplateRequest,
) (*pulumirpc.TemplateResponse, error) {
	interpreter, err := resolve(req.Info)
	if err != nil {
		return nil, err
	}
	err = interpreter.PrepareProject(ctx, req.ProjectName, req.Info.ProgramDirectory, false, nil, nil)
	return &pulumirpc.TemplateResponse{}, err
}

// About describes the interpreter of the project, or the one on PATH when there is no project (`pulumi
// about`).
func (h *host) About(ctx context.Context, req *pulumirpc.AboutRequest) (*pulumirpc.AboutResponse, error) {
	info := req.GetInfo()
	if info == nil {
		info = &pulumirpc.ProgramInfo{}
	}
	interpreter, err := resolve(info)
	if err != nil {
		return nil, err
	}
	about, err := interpreter.About(ctx)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.AboutResponse{
		Executable: about.PythonExecutable,
		Version:    about.PythonVersion.String(),
		Metadata: map[string]string{
			"toolchain":        toolchain.Name(interpreter.options.Toolchain),
			"toolchainVersion": about.ToolchainVersion.String(),
			"typechecker":      toolchain.TypeCheckerName(interpreter.options.Typechecker),
		},
	}, nil
}
