using System.Collections.Immutable;
using System.Text.Json;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Testing.Recording;
using IamSim.Testing.Suites;

namespace IamSim.Testing.Conversion;

/// <summary>Writes a suite from simulations: what AWS answered, or where no answer is given what the engine answers.</summary>
internal sealed class SimulationConverter(AwsEnvironment? environment, string? environmentPath, string? principal)
{
    private static readonly (string Table, ExpectedDecision Expected)[] Tables = [("allow", ExpectedDecision.Allow), ("implicit", ExpectedDecision.ImplicitDeny), ("explicit", ExpectedDecision.ExplicitDeny)];

    private readonly DiagnosticBag _findings = new();

    public AwsSimulationConversion Convert(IEnumerable<SourceText> files)
    {
        var reader = new SimulationReader(_findings, principal);
        SourceText? first = null;
        foreach (SourceText file in files)
        {
            first ??= file;
            reader.Read(file);
        }

        if (first is not null && !_findings.HasErrors)
        {
            CheckInputs(reader.Inputs, first);
            RefuseContradictions(reader.Inputs, first);
            RefuseInvalidPolicies(reader.Inputs, first);
        }

        return _findings.HasErrors || reader.Inputs.Count == 0
            ? new AwsSimulationConversion(null, 0, 0, [.. _findings.ToList()])
            : Write(reader.Inputs, first!);
    }

    // A suite asks one set of policies.
    private void CheckInputs(IReadOnlyList<SimulationInput> inputs, SourceText file)
    {
        foreach (SimulationInput input in inputs)
        {
            if (input.IsOfPrincipal && environment is null)
            {
                Refuse(file, $"{input.Name} has no policies: they are those of {input.Caller}", "name the environment that has them");
            }
            else if (!input.IsOfPrincipal && environment is not null)
            {
                Refuse(file, $"{input.Name} has policies of its own, and a suite asks them or an environment", "convert it without an environment");
            }
            else if (input.PoliciesKey != inputs[0].PoliciesKey)
            {
                Refuse(file, $"{input.Name} asks other policies than {inputs[0].Name}, and a suite asks one set of policies", "convert each into a suite of its own");
            }
        }
    }

    private void Refuse(SourceText file, string message, string help) => _findings.Add(PolicyTestDiagnostics.UnusableSimulation, file, default, message, help);

    private AwsSimulationConversion Write(IReadOnlyList<SimulationInput> inputs, SourceText file)
    {
        var yaml = new SuiteYaml();
        yaml.Comment(0, "Converted from AWS's policy simulator by iamsim convert.");
        if (environment is not null)
        {
            yaml.Member(0, "environment", environmentPath ?? ".");
        }
        else
        {
            WritePolicies(yaml, inputs[0]);
        }

        PolicyTestSubject subject = environment is null ? new PolicyTestSubject(PoliciesOf(inputs[0])) : new PolicyTestSubject(new EnvironmentAnalyzer(environment));
        yaml.Line(0, "tests:");
        int cases = 0;
        foreach (SimulationInput input in inputs)
        {
            cases += WriteTest(yaml, input, subject, file);
        }

        return new AwsSimulationConversion(_findings.HasErrors ? null : yaml.ToString(), inputs.Count, cases, [.. _findings.ToList()]);
    }

    private static PolicySet PoliciesOf(SimulationInput input) => new() { Identity = input.Identity, PermissionsBoundary = input.Boundary, Resource = input.Resource };

    private static void WritePolicies(SuiteYaml yaml, SimulationInput input)
    {
        yaml.Line(0, "policies:");
        yaml.Line(1, input.Identity.IsEmpty ? "identity: []" : "identity:");
        foreach (PolicyDocument policy in input.Identity)
        {
            yaml.Line(2, $"- {{ name: {SuiteYaml.Scalar(policy.ToString())}, policy: {Flow(policy)} }}");
        }

        if (input.Boundary is not null)
        {
            yaml.Line(1, $"permissionsBoundary: {Flow(input.Boundary)}");
        }

        if (input.Resource is not null)
        {
            yaml.Line(1, $"resource: {Flow(input.Resource)}");
        }
    }

    private static string Flow(PolicyDocument policy)
    {
        using JsonDocument json = JsonDocument.Parse(policy.ToJson());
        return SuiteYaml.Flow(json.RootElement);
    }

    private int WriteTest(SuiteYaml yaml, SimulationInput input, PolicyTestSubject subject, SourceText file)
    {
        List<SimulationResult> results = input.Results.Count > 0 ? Concrete(input) : Ask(input, subject, file);
        yaml.Comment(1, input.Results.Count > 0 ? "The answers are those of AWS." : "There were no results of AWS: the answers are those of iamsim, to be reviewed.");
        yaml.Line(1, $"- name: {SuiteYaml.Scalar(input.Name)}");
        yaml.Member(2, "principal", input.Caller.ToString());
        if (input.Context.Keys.Count > 0)
        {
            yaml.Line(2, "context:");
            foreach ((string key, ContextValue value) in input.Context.Keys)
            {
                yaml.Line(3, $"{SuiteYaml.Scalar(key)}: {(value.IsMultivalued ? $"[{string.Join(", ", value.Select(SuiteYaml.Quoted))}]" : SuiteYaml.Quoted(value.First()))}");
            }
        }

        foreach ((string table, ExpectedDecision expected) in Tables)
        {
            var rows = results.Where(result => result.Expected == expected).GroupBy(static result => result.Action).ToList();
            if (rows.Count > 0)
            {
                yaml.Line(2, $"{table}:");
                rows.ForEach(row => yaml.Member(3, row.Key.Text, [.. row.Select(static result => result.Resource)]));
            }
        }

        if (results.Count == 0)
        {
            yaml.Line(2, "deny: []");
        }

        return results.Count;
    }

    // They all ask the same.
    private void RefuseInvalidPolicies(IReadOnlyList<SimulationInput> inputs, SourceText file)
    {
        if (environment is null && inputs.Count > 0 && !Simulator.TryCompile(PoliciesOf(inputs[0]), null, null, out _, out IReadOnlyList<Diagnostic> faults))
        {
            RefusePolicy(inputs[0], faults, file);
        }
    }

    private void RefusePolicy(SimulationInput input, IReadOnlyList<Diagnostic> faults, SourceText file)
    {
        Diagnostic fault = faults.First(static finding => finding.Severity == DiagnosticSeverity.Error);
        Refuse(file, $"a policy of {input.Name} is none that AWS accepts: {fault}", "correct it: AWS answers nothing about it either");
    }

    // Two calls may have had other policies or another context; which of them is meant, nobody knows.
    private void RefuseContradictions(IReadOnlyList<SimulationInput> inputs, SourceText file)
    {
        foreach (SimulationInput input in inputs)
        {
            var asked = Concrete(input).GroupBy(static result => (result.Action, result.Resource)).FirstOrDefault(static same => same.Count() > 1);
            if (asked is not null)
            {
                Refuse(file, $"the results for {input.Name} say of {asked.Key.Action} on {JsonNode.Quote(asked.Key.Resource)} {string.Join(" and ", asked.Select(static result => WordOf(result.Expected)))}", "give the results of one call");
            }
        }
    }

    private static string WordOf(ExpectedDecision expected) => expected switch
    {
        ExpectedDecision.Allow => "allowed",
        ExpectedDecision.ExplicitDeny => "explicitDeny",
        _ => "implicitDeny",
    };

    // AWS takes a star of a resource as it stands; in a suite it would stand for many.
    private static List<SimulationResult> Concrete(SimulationInput input) =>
        [.. input.Results.Select(result => result with { Resource = SuiteResources.IsPattern(result.Resource) ? SuiteResources.Example(result.Resource, input.Caller) : result.Resource }).Distinct()];

    private List<SimulationResult> Ask(SimulationInput input, PolicyTestSubject subject, SourceText file)
    {
        var results = new List<SimulationResult>();
        var runner = new PolicyTestRunner();
        try
        {
            foreach (ActionName action in input.Actions.Distinct())
            {
                foreach (string resource in input.Resources.Select(arn => SuiteResources.IsPattern(arn) ? SuiteResources.Example(arn, input.Caller) : arn).Distinct(StringComparer.Ordinal))
                {
                    var one = new PolicyTestCase(input.Caller, action, resource, ExpectedDecision.Allow) { Conditions = input.Context.ToConditions() };
                    DecisionKind kind = runner.Run(subject.Prepare(one)).Decision.Kind;
                    results.Add(new SimulationResult(action, resource, kind switch
                    {
                        DecisionKind.Allowed => ExpectedDecision.Allow,
                        DecisionKind.ExplicitDeny => ExpectedDecision.ExplicitDeny,
                        _ => ExpectedDecision.ImplicitDeny,
                    }));
                }
            }
        }
        catch (PolicyCompilationException exception)
        {
            RefusePolicy(input, exception.Diagnostics, file);
        }

        return results;
    }
}
