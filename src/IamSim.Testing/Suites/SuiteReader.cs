using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Json;
using IamSim.Scenarios;
using IamSim.ServiceData;

namespace IamSim.Testing.Suites;

/// <summary>Reads a suite. Never throws on what it reads: what is wrong is a finding, and everything else goes on.</summary>
internal sealed class SuiteReader(string path, PolicyTestEnvironments environments)
{
    // Every suite asks the same catalog the same.
    private static readonly CatalogActions Catalog = new(ServiceReference.Default);

    private readonly string _fullPath = SuitePaths.Full(path);
    private readonly SuiteBoundary _boundary = new(SuitePaths.Full(path));
    private readonly List<string> _dependencies = [SuitePaths.Full(path)];
    private readonly List<Diagnostic> _findings = [];

    public PolicyTestSuite Read()
    {
        var bag = new DiagnosticBag();
        JsonNode? root = SuiteText.ReadSuite(path, bag);
        if (root is not { } suite)
        {
            return Suite(null, null, [], bag);
        }

        var members = new MemberReader(suite, "the suite", bag, SuiteFaults.Members);
        members.String("$schema");
        members.String("description");
        string? name = members.String("name");
        SuiteSubject? subject = ReadSubject(members, bag);
        var contexts = new SuiteContexts(subject?.Environment);
        contexts.ReadNamed(members, bag);
        EnvironmentNames? names = subject?.Subject.Analyzer?.Names;
        SuiteDefaults defaults = SuiteDefaults.Read(members, contexts, names, subject is not null, bag);
        var scope = new SuiteScope(names, subject is null ? null : new SuiteResources(names, subject.Environment), Catalog, contexts, defaults, new CaseBudget(), subject?.Subject);
        List<JsonNode> written = members.Required("tests") is { } tests ? [.. members.Array(tests, "tests")] : [];
        members.RefuseOthers();
        ImmutableArray<PolicyTest> read = [.. written.SelectMany((test, index) => ReadTest(test, index + 1, scope))];
        return Suite(name, CheckPolicies(subject, read, bag), read, bag);
    }

    private IEnumerable<PolicyTest> ReadTest(JsonNode node, int number, SuiteScope scope)
    {
        foreach (ImmutableSortedDictionary<string, string> parameters in ReadEach(node))
        {
            var findings = new DiagnosticBag();
            PolicyTest? test = new TestReader(scope, new TestTexts(parameters, findings), findings).Read(node, number);
            _findings.AddRange(findings.ToList());
            if (test is not null)
            {
                yield return test;
            }
        }
    }

    // Without parameters a test is read once, without any.
    private List<ImmutableSortedDictionary<string, string>> ReadEach(JsonNode node)
    {
        ImmutableSortedDictionary<string, string> none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (node.Kind != JsonKind.Object || !node.TryGetProperty("each", out JsonNode each))
        {
            return [none];
        }

        var findings = new DiagnosticBag();
        var members = new MemberReader(node, "the test", findings, SuiteFaults.Members);
        var sets = new List<ImmutableSortedDictionary<string, string>>();
        foreach (JsonNode set in members.Array(each, "each"))
        {
            ImmutableSortedDictionary<string, string>.Builder parameters = none.ToBuilder();
            foreach (JsonNode value in members.Members(set, "each"))
            {
                if (!TestTexts.IsName(value.Name!))
                {
                    members.InvalidName(value, $"{JsonNode.Quote(value.Name!)} is no name of a parameter: expected letters, digits, '-' and '_', a letter first");
                }
                else if (!value.IsScalarText)
                {
                    members.Invalid(value, $"the parameter {JsonNode.Quote(value.Name!)} must be a text, but is {value.Describe()}");
                }
                else
                {
                    parameters[value.Name!] = value.Text;
                }
            }

            sets.Add(parameters.ToImmutable());
        }

        if (each.Kind == JsonKind.Array && sets.Count == 0)
        {
            members.Invalid(each, "'each' has no mapping, so that the test is never run", "remove it, or add - { name: value }");
        }

        _findings.AddRange(findings.ToList());
        return findings.HasErrors ? [] : sets;
    }

    private SuiteSubject? ReadSubject(MemberReader members, DiagnosticBag bag)
    {
        JsonNode? environment = members.Optional("environment");
        JsonNode? policies = members.Optional("policies");
        OrganizationFacts? organization = PolicySetReader.ReadOrganization(members, "organization");
        OrganizationFacts? resourceOrganization = PolicySetReader.ReadOrganization(members, "resourceOrganization");
        if (environment is { } folder && policies is { } both)
        {
            members.InvalidName(both, "a suite has 'environment' or 'policies', but here are both", "remove one of them");
        }
        else if (environment is { } named)
        {
            foreach (string facts in new[] { "organization", "resourceOrganization" })
            {
                if (members.Optional(facts) is { } stated)
                {
                    members.InvalidName(stated, $"'{facts}' is for suites with 'policies': an environment tells its organization itself", "remove it");
                }
            }

            return members.Text(named, "environment") is { } text ? LoadEnvironment(named, text, bag) : null;
        }
        else if (policies is { } written)
        {
            // Faults inside of policies are told with the others; such policies are not asked.
            var own = new DiagnosticBag();
            var inner = new SuitePolicies(FolderName, _boundary, own);
            PolicySet set = inner.Read(written) with { Organization = organization, ResourceOrganization = resourceOrganization };
            _dependencies.AddRange(inner.Files);
            bag.AddRange(own.ToList());
            return own.HasErrors ? null : new SuiteSubject(new PolicyTestSubject(set));
        }
        else if (members.Node.Kind == JsonKind.Object)
        {
            bag.Add(PolicyTestDiagnostics.MissingMember, members.Node.Source, members.Node.Span with { Length = 1 }, "the suite has nothing to ask: it has neither 'environment' nor 'policies'", "add environment: ../folder, or policies: { identity: [policy.json] }");
        }

        return null;
    }

    private string FolderName => Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : "";

    private SuiteSubject? LoadEnvironment(JsonNode node, string text, DiagnosticBag bag)
    {
        string full = SuitePaths.Full(Path.Combine(Path.GetDirectoryName(_fullPath) ?? "", text));
        _dependencies.Add(full);
        try
        {
            SuiteSubject subject = environments.Get(full, SuitePaths.Shown(full, path));
            ReportErrors(node, subject.Environment!, _boundary.Allows(full), bag);
            return subject;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string reason = Directory.Exists(full) || File.Exists(full) ? PrintableText.Line(exception.Message) : "there is no such folder";
            bag.Add(PolicyTestDiagnostics.MissingEnvironment, node.Source, node.Span, $"the environment {JsonNode.Quote(text)} cannot be loaded: {reason}", (_boundary.Allows(full) ? SuitePaths.Nearest(full) : null) ?? "write the path from the folder of this file on");
            return null;
        }
    }

    // Dumps of accounts are seldom kept in a repository, so a suite may name any; but then nothing of a text is repeated that may be something else.
    private static void ReportErrors(JsonNode node, AwsEnvironment environment, bool isInside, DiagnosticBag bag)
    {
        Diagnostic[] errors = [.. environment.Diagnostics.Where(static finding => finding.Severity == DiagnosticSeverity.Error)];
        if (errors.Length > 0)
        {
            bag.Add(PolicyTestDiagnostics.FaultyEnvironment, node.Source, node.Span, $"the environment has {errors.Length} error{(errors.Length == 1 ? "" : "s")}{(isInside ? $", first {errors[0]}" : "")}", $"iamsim env check {node.Text} lists them");
        }
    }

    // Policies that stand in a suite are today's: what AWS refuses is an error.
    private static SuiteSubject? CheckPolicies(SuiteSubject? subject, ImmutableArray<PolicyTest> tests, DiagnosticBag bag)
    {
        if (subject is null || subject.Environment is not null)
        {
            return subject;
        }

        var findings = new List<Diagnostic>();
        IEnumerable<PreparedCase> prepared = tests.SelectMany(static test => test.Rows).SelectMany(static row => row.Cases).Select(subject.Subject.Prepare);
        bool isUsable = true;
        foreach (PreparedCase one in prepared.DistinctBy(static one => one.Policies, ReferenceEqualityComparer.Instance))
        {
            isUsable &= Simulator.TryCompile(one.Policies, one.Options, null, out _, out IReadOnlyList<Diagnostic> diagnostics);
            findings.AddRange(diagnostics);
        }

        bag.AddRange(findings);
        return isUsable ? subject : null;
    }

    private PolicyTestSuite Suite(string? name, SuiteSubject? subject, ImmutableArray<PolicyTest> tests, DiagnosticBag bag)
    {
        // The same test with other parameters has the same faults.
        ImmutableArray<Diagnostic> findings = [.. bag.ToList().Concat(_findings)
            .DistinctBy(static finding => (finding.Id, finding.Source, finding.Span, finding.Message))
            .OrderBy(finding => string.Equals(finding.Source.Name, path, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(static finding => finding.Source.Name, StringComparer.Ordinal)
            .ThenBy(static finding => finding.Span.Start)];
        return new PolicyTestSuite(name, path, subject, tests, findings, [.. _dependencies.Distinct(StringComparer.Ordinal)]);
    }
}
