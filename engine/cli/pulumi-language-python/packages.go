package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// findPackages prints every pulumi-plugin.json on the import path as a JSON list. A package that needs a
// plugin carries the file (https://www.pulumi.com/docs/iac/guides/building-extending/packages/). Isolated
// from the project (-I) and without importlib.metadata it takes some 20 ms, where `pip list` takes half a
// second.
const findPackages = `import glob, json, os, sys
found = []
for folder in sys.path:
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*", "pulumi-plugin.json"))):
        with open(path, encoding="utf-8") as file:
            found.append(json.load(file))
print(json.dumps(found))`

// GetRequiredPackages lists the plugins that the installed packages need, for the engine to fetch before the
// run. It leaves out what is attached by PULUMI_DEBUG_PROVIDERS: the engine uses the running provider, yet
// would fetch the plugin all the same. A plugin that is not listed is fetched when a resource first asks for
// it.
func (h *host) GetRequiredPackages(
	ctx context.Context, req *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	interpreter, err := resolve(req.Info)
	if err != nil {
		return nil, err
	}
	if err := interpreter.check(ctx); err != nil {
		return nil, err
	}
	cmd, err := interpreter.Command(ctx, "-I", "-c", findPackages)
	if err != nil {
		return nil, err
	}
	listing, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("listing the packages of %s: %w", cmd.Path, withStderr(err))
	}
	var installed []plugin.PulumiPluginJSON
	if err := json.Unmarshal(listing, &installed); err != nil {
		return nil, fmt.Errorf("reading the packages of %s: %w", cmd.Path, err)
	}
	return &pulumirpc.GetRequiredPackagesResponse{
		Packages: required(installed, attached(os.Getenv("PULUMI_DEBUG_PROVIDERS"))),
	}, nil
}

// required selects the packages whose plugin the engine must fetch. One without a name or version is left to
// the engine, which learns both from the first resource.
func required(installed []plugin.PulumiPluginJSON, attached []string) []*pulumirpc.PackageDependency {
	packages := []*pulumirpc.PackageDependency{}
	for _, info := range installed {
		if !info.Resource || info.Name == "" || info.Version == "" || slices.Contains(attached, info.Name) {
			continue
		}
		packages = append(packages, &pulumirpc.PackageDependency{
			Name: info.Name, Kind: "resource", Version: "v" + strings.TrimPrefix(info.Version, "v"),
			Server:           info.Server,
			Parameterization: parameterization(info.Parameterization),
			Extension:        parameterization(info.ExtensionParameterization),
		})
	}
	return packages
}

func parameterization(given *plugin.PulumiParameterizationJSON) *pulumirpc.PackageParameterization {
	if given == nil {
		return nil
	}
	return &pulumirpc.PackageParameterization{Name: given.Name, Version: given.Version, Value: given.Value}
}

// attached is the names in a list such as "aws:4001,random:4001".
func attached(debugProviders string) []string {
	var names []string
	for _, entry := range strings.Split(debugProviders, ",") {
		if name, _, found := strings.Cut(entry, ":"); found {
			names = append(names, strings.TrimSpace(name))
		}
	}
	return names
}

// GetProgramDependencies lists the Python packages of the program, for `pulumi about`.
func (h *host) GetProgramDependencies(
	ctx context.Context, req *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	interpreter, err := resolve(req.Info)
	if err != nil {
		return nil, err
	}
	installed, err := interpreter.ListPackages(ctx, req.TransitiveDependencies)
	if err != nil {
		return nil, fmt.Errorf("listing the program's packages: %w", err)
	}
	response := &pulumirpc.GetProgramDependenciesResponse{}
	for _, found := range installed {
		response.Dependencies = append(response.Dependencies,
			&pulumirpc.DependencyInfo{Name: found.Name, Version: found.Version})
	}
	return response, nil
}

// withStderr adds what a failed command said to the error that says it failed.
func withStderr(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(string(exit.Stderr)))
	}
	return err
}
