package main

import (
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

func TestAttachedReadsTheNames(t *testing.T) {
	for given, want := range map[string][]string{
		"":                                nil,
		"aws:4001":                        {"aws"},
		"aws:4001, random:4001,malformed": {"aws", "random"},
	} {
		if got := attached(given); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", given, got, want)
		}
	}
}

func TestRequiredLeavesOutWhatTheEngineMustNotFetch(t *testing.T) {
	installed := []plugin.PulumiPluginJSON{
		{Resource: true, Name: "aws", Version: "7.51.1"},
		{Resource: true, Name: "random", Version: "v4.21.4", Server: "https://example.com"},
		{Resource: false, Name: "policy", Version: "1.21.0"},
		{Resource: true, Name: "unversioned"},
	}
	got := required(installed, []string{"aws"})
	if len(got) != 1 {
		t.Fatalf("got %v, want random alone", got)
	}
	if got[0].Name != "random" || got[0].Version != "v4.21.4" || got[0].Kind != "resource" ||
		got[0].Server != "https://example.com" {
		t.Errorf("got %v", got[0])
	}
}
