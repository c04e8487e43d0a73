using System.Text;
using System.Xml;
using IamSim.Environments;
using IamSim.Testing;
using IamSim.Tool.Testing;

namespace IamSim.Fuzz.Targets;

/// <summary>Suites of tests: read, run and reported.</summary>
internal sealed class SuiteTarget() : FuzzTarget("suite", 12, "a suite is read or says why not; every case has a verdict; reports are XML and JSON")
{
    private static readonly Lazy<AwsEnvironment> Known = new(CreateEnvironment);

    public override IReadOnlyList<string> Tokens =>
    [
        "environment: acme\n", "alice", "deployer", "acme-reports", "acme-artifacts/*", "Acme Production", "vpcEndpoint: vpce-1", "team: web", "roles", "users",
        .. Mutations.Tokens.Arns, .. Mutations.Tokens.Punctuation, "tests:\n", "  - name: n\n", "    principal: ", "    allow: { s3:GetObject: \"*\" }\n", "    deny:\n", "    explicit:\n", "    implicit:\n", "    each:\n", "- { p: a }\n", "${p}", "contexts:\n", "defaults: { ", "context: ",
        "policies:\n", "  identity:\n", "    - ", "Statement: [{ Effect: Allow, Action: \"*\", Resource: \"*\" }]", "without: ", "tags: [", "s3:*", "s3:Get*", "actions: ", "resources: ", "sessionTags: { ", "&a ", "*a", "|\n", "organization: { id: o-abc }\n",
    ];

    public override int MaximumLength => 3000;

    public override void Run(byte[] input)
    {
        string path = WorkFolder.Write("fuzz.iamtest.yaml", input);
        bool isRead = PolicyTestSuite.TryLoad(path, out PolicyTestSuite suite, new PolicyTestEnvironments(static folder => Load(folder)));
        Invariant.AreFindings(suite.Diagnostics);
        Invariant.Holds(isRead || !suite.Diagnostics.IsEmpty, "a suite is read or says why not");
        PolicyTestRun run = suite.Run(new PolicyTestRunOptions { MaxDegreeOfParallelism = 1 });
        Invariant.Same(run.Rows.Sum(static row => row.Results.Length), suite.Cases.Length, "every case has a result");
        var report = new TestReport([run], [], TimeSpan.Zero);
        CheckXml(report);
        using var sarif = new MemoryStream();
        TestSarif.Write(report, sarif);
        Invariant.IsJson(sarif.ToArray(), "a SARIF log of tests is JSON");
        byte[] json = Captured.Output(() =>
        {
            using var printer = new JsonTestPrinter();
            printer.Print(report);
        });
        Invariant.IsJson(json, "a report of tests is JSON");
    }

    // A suite may name any folder of this machine, which it is to leave alone.
    private static AwsEnvironment Load(string folder) =>
        Path.GetFileName(folder) == "acme" ? Known.Value : throw new DirectoryNotFoundException("there is only acme");

    private static AwsEnvironment CreateEnvironment()
    {
        const string Text = """
            organization: { id: o-abc, managementAccount: "444455556666" }
            accounts:
              - id: "111122223333"
                name: Acme Production
                users:
                  - name: alice
                    tags: { team: web }
                    inlinePolicies: [ { Version: "2012-10-17", Statement: [ { Effect: Allow, Action: "s3:Get*", Resource: "arn:aws:s3:::acme-reports/${aws:username}/*" } ] } ]
                roles:
                  - name: deployer
                    trustPolicy: { Version: "2012-10-17", Statement: [ { Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" } ] }
                    inlinePolicies: [ { Version: "2012-10-17", Statement: [ { Effect: Allow, Action: "s3:PutObject", Resource: "*", Condition: { Bool: { aws:MultiFactorAuthPresent: "true" } } } ] } ]
            resources:
              - { arn: "arn:aws:s3:::acme-artifacts", owner: "111122223333" }
              - { arn: "arn:aws:s3:::acme-reports", owner: "111122223333" }
            """;
        return AwsEnvironment.Load(Path.GetDirectoryName(WorkFolder.Write("acme/environment.yaml", Encoding.UTF8.GetBytes(Text)))!);
    }

    private static void CheckXml(TestReport report)
    {
        using var stream = new MemoryStream();
        JUnitReport.Write(report, stream);
        stream.Position = 0;
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (XmlException exception)
        {
            throw new BrokenInvariantException("a JUnit report is XML", exception.Message);
        }
    }
}
