// Reads clusters, one JSON document a line: their policies, their pods, and what is to be tried. Answers each line with
// a line: what some pod of one namespace, or address outside, can open to some pod or address of another.
//
// The judgement is that of the matcher of github.com/mattfenwick/cyclonus, which was written to test network plugins.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

// One end of a connection. Without a namespace it is an address outside of the cluster.
type end struct {
	Namespace string            `json:"namespace"`
	Labels    map[string]string `json:"labels"`
	IP        string            `json:"ip"`
	// The names of its ports, by number.
	Names map[int]string `json:"names"`
}

type question struct {
	Namespaces map[string]map[string]string `json:"namespaces"`
	Policies   []*networking.NetworkPolicy  `json:"policies"`
	Ends       []end                        `json:"ends"`
	Protocols  []core.Protocol              `json:"protocols"`
	Ports      []int                        `json:"ports"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fail(err)
		}
		answer, err := json.Marshal(asked.open())
		if err != nil {
			fail(err)
		}
		fmt.Fprintf(out, "%s\n", answer)
	}
	if err := lines.Err(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// By pair, as `one > two`: what is open, as `TCP 80, UDP 81`, or `all`. Pairs between which nothing is open are left out.
func (asked question) open() map[string]string {
	for _, policy := range asked.Policies {
		complete(policy)
	}
	rules := matcher.BuildNetworkPolicies(false, asked.Policies)
	found := map[string]map[string]bool{}
	for _, from := range asked.Ends {
		for _, to := range asked.Ends {
			if from.place() != to.place() && (from.Namespace != "" || to.Namespace != "") {
				asked.try(rules, from, to, found)
			}
		}
	}
	shown := map[string]string{}
	for pair, ports := range found {
		if len(ports) == len(asked.Protocols)*len(asked.Ports) {
			shown[pair] = "all"
			continue
		}
		names := make([]string, 0, len(ports))
		for name := range ports {
			names = append(names, name)
		}
		sort.Strings(names)
		shown[pair] = strings.Join(names, ", ")
	}
	return shown
}

func (asked question) try(rules *matcher.Policy, from, to end, found map[string]map[string]bool) {
	pair := from.place() + " > " + to.place()
	for _, protocol := range asked.Protocols {
		for _, port := range asked.Ports {
			name := fmt.Sprintf("%s %d", protocol, port)
			if found[pair][name] || !asked.allows(rules, from, to, protocol, port) {
				continue
			}
			if found[pair] == nil {
				found[pair] = map[string]bool{}
			}
			found[pair][name] = true
		}
	}
}

func (asked question) allows(rules *matcher.Policy, from, to end, protocol core.Protocol, port int) bool {
	traffic := &matcher.Traffic{
		Source:           asked.peer(from),
		Destination:      asked.peer(to),
		ResolvedPort:     port,
		ResolvedPortName: to.Names[port],
		Protocol:         protocol,
	}
	return rules.IsTrafficAllowed(traffic).IsAllowed()
}

func (asked question) peer(of end) *matcher.TrafficPeer {
	if of.Namespace == "" {
		return &matcher.TrafficPeer{IP: of.IP}
	}
	inside := &matcher.InternalPeer{
		PodLabels:       of.Labels,
		NamespaceLabels: asked.Namespaces[of.Namespace],
		Namespace:       of.Namespace,
	}
	return &matcher.TrafficPeer{Internal: inside, IP: of.IP}
}

func (of end) place() string {
	if of.Namespace == "" {
		return of.IP
	}
	return of.Namespace
}

// What the API server fills in, and the matcher relies on.
func complete(policy *networking.NetworkPolicy) {
	if len(policy.Spec.PolicyTypes) > 0 {
		return
	}
	policy.Spec.PolicyTypes = []networking.PolicyType{networking.PolicyTypeIngress}
	if len(policy.Spec.Egress) > 0 {
		policy.Spec.PolicyTypes = append(policy.Spec.PolicyTypes, networking.PolicyTypeEgress)
	}
}
