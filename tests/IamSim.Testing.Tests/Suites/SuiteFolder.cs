using IamSim.Diagnostics;

namespace IamSim.Testing.Tests;

/// <summary>A folder with an environment and a suite; gone with it.</summary>
internal sealed class SuiteFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("acme/environment.yaml", """
            accounts:
              - id: "111122223333"
                name: Acme Production
                users:
                  - name: alice
                    inlinePolicies: [policies/read.json]
                roles:
                  - name: deployer
                    trustPolicy: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" }] }
                    inlinePolicies: [policies/deploy.json]
            resources:
              - arn: arn:aws:s3:::acme-artifacts
                owner: "111122223333"
              - arn: arn:aws:s3:::acme-reports
                owner: "111122223333"
            """)
        .With("acme/policies/read.json", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::acme-reports/*"}]}""")
        .With("acme/policies/deploy.json", """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["s3:PutObject","s3:GetObject*"],"Resource":"arn:aws:s3:::acme-artifacts/*"},
              {"Effect":"Allow","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::acme-artifacts/*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}},
              {"Effect":"Deny","Action":"organizations:LeaveOrganization","Resource":"*"}
            ]}
            """);

    public string Path => _folder.Path;

    public SuiteFolder With(string relativePath, string text)
    {
        _folder.With(relativePath, text);
        return this;
    }

    /// <summary>Reads a suite beside the environment, which it has as <c>environment: acme</c>, unless its text says another.</summary>
    public PolicyTestSuite Read(string yaml, string file = "suite.iamtest.yaml")
    {
        With(file, yaml.Contains("environment:", StringComparison.Ordinal) || yaml.Contains("policies:", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal) ? yaml : "environment: acme\n" + yaml);
        PolicyTestSuite.TryLoad(System.IO.Path.Combine(Path, file), out PolicyTestSuite suite);
        return suite;
    }

    /// <summary>The findings with their details, without the folder.</summary>
    public string[] Findings(PolicyTestSuite suite) => [.. suite.Diagnostics.Select(Text)];

    public void Dispose() => _folder.Dispose();

    private string Text(Diagnostic finding) => (finding + (finding.Help is null ? "" : " | " + finding.Help)).Replace(Path + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
