// Reads Grafana's dashboards with the strict decoder of its own Go SDK, which takes no key that Grafana does not know.
//
//	strict-dashboards FILE...
//
// prints each fault after its file and a colon. Exit codes: 0 none, 1 some.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/table"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

// The kinds of panel that stack/ has: to build all forty takes as long again.
var panels = map[string]bool{"stat": true, "table": true, "timeseries": true}

func main() {
	known := cog.NewRuntime()
	known.RegisterPanelcfgVariant(stat.VariantConfig())
	known.RegisterPanelcfgVariant(table.VariantConfig())
	known.RegisterPanelcfgVariant(timeseries.VariantConfig())
	known.RegisterDataqueryVariant(prometheus.VariantConfig())
	code := 0
	for _, file := range os.Args[1:] {
		for _, fault := range faults(file) {
			fmt.Printf("%s: %s\n", file, fault)
			code = 1
		}
	}
	os.Exit(code)
}

func faults(file string) []string {
	content, err := os.ReadFile(file)
	if err != nil {
		return []string{err.Error()}
	}
	var strict, board dashboard.Dashboard
	all := texts(strict.UnmarshalJSONStrict(content))
	// The strict decoder leaves out panels that it has nothing against, so another reading is looked into.
	if err := json.Unmarshal(content, &board); err != nil {
		return append(all, err.Error())
	}
	all = append(all, texts(board.Validate())...)
	for _, each := range board.Panels {
		// What is of no kind that is known here was not looked into.
		if each.Panel == nil || !panels[each.Panel.Type] {
			all = append(all, "a panel of a kind that main.go does not register")
		}
	}
	return all
}

// The SDK returns an empty list of errors where there is none.
func texts(err error) []string {
	var list cog.BuildErrors
	if err == nil || errors.As(err, &list) && len(list) == 0 {
		return nil
	}
	return []string{err.Error()}
}
