using IamSim.Environments;
using IamSim.Environments.Escalations;
using IamSim.Identifiers;

namespace IamSim.AotSmoke;

/// <summary>Asks about environments: one as AWS's commands print it, and one in the notation, which is YAML.</summary>
internal static class EnvironmentChecks
{
    private const string Details = """
        {
          "UserDetailList": [],
          "GroupDetailList": [],
          "RoleDetailList": [
            {
              "Arn": "arn:aws:iam::111122223333:role/deployer", "RoleName": "deployer", "RoleId": "AROAAAAAAAAAAAAAAAAA1",
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "Service": "codebuild.amazonaws.com" }, "Action": "sts:AssumeRole" } },
              "RolePolicyList": [],
              "AttachedManagedPolicies": [{ "PolicyName": "Artifacts", "PolicyArn": "arn:aws:iam::111122223333:policy/Artifacts" }]
            },
            {
              "Arn": "arn:aws:iam::111122223333:role/auditor", "RoleName": "auditor", "RoleId": "AROAAAAAAAAAAAAAAAAA2",
              "AssumeRolePolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22AWS%22%3A%22arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fdeployer%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%7D",
              "RolePolicyList": [],
              "AttachedManagedPolicies": []
            }
          ],
          "Policies": [
            {
              "PolicyName": "Artifacts", "Arn": "arn:aws:iam::111122223333:policy/Artifacts", "DefaultVersionId": "v1",
              "PolicyVersionList": [
                {
                  "VersionId": "v1", "IsDefaultVersion": true,
                  "Document": { "Version": "2012-10-17", "Statement": [
                    { "Sid": "Write", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::artifacts/*" },
                    { "Sid": "Look", "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*" } ] }
                }
              ]
            }
          ]
        }
        """;

    private const string Notation = """
        accounts:
          - id: 111122223333
            users:
              - name: alice
                inlinePolicies:
                  - name: reports
                    policy:
                      Version: 2012-10-17
                      Statement:
                        - { Sid: Read, Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" }
        resources:
          - arn: arn:aws:s3:::reports
            owner: 111122223333
        """;

    private static readonly Principal Deployer = Principal.Parse("arn:aws:iam::111122223333:role/deployer");

    public static void Run(Checks checks)
    {
        string folder = Directory.CreateTempSubdirectory("iamsim-aot-").FullName;
        try
        {
            CheckDetails(checks, Load(folder, "before", "get-account-authorization-details.json", Details), Load(folder, "after", "get-account-authorization-details.json", Details.Replace("s3:PutObject", "s3:DeleteObject", StringComparison.Ordinal)));
            CheckNotation(checks, Load(folder, "notation", "environment.yaml", Notation));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static EnvironmentAnalyzer Load(string folder, string environment, string file, string text)
    {
        string path = Path.Combine(folder, environment);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, file), text);
        return new EnvironmentAnalyzer(AwsEnvironment.Load(path));
    }

    private static void CheckDetails(Checks checks, EnvironmentAnalyzer analyzer, EnvironmentAnalyzer later)
    {
        checks.Equal("findings about the details", 0, analyzer.Environment.Diagnostics.Length);
        checks.Equal("the roles", "auditor deployer", string.Join(' ', analyzer.Environment.Principals.Select(static principal => principal.Name).Order(StringComparer.Ordinal)));

        AccessAnswer can = analyzer.Can(Deployer, "s3:PutObject", "arn:aws:s3:::artifacts/app.zip");
        checks.Equal("can", AccessState.Allowed, can.State);
        checks.Equal("the statement that decided", "Write at line 25", $"{can.Statement?.Sid} at line {can.Statement?.Place.Line}");
        checks.Equal("an explanation with the place in the file", true, can.Explain().ToString().Contains("get-account-authorization-details.json:25:", StringComparison.Ordinal));
        checks.Equal("can not", AccessState.Denied, analyzer.Can(Deployer, "s3:PutObject", "arn:aws:s3:::elsewhere/app.zip").State);
        checks.Equal("who can", "arn:aws:iam::111122223333:role/deployer, arn:aws:iam::111122223333:root", string.Join(", ", analyzer.WhoCan("s3:PutObject", "arn:aws:s3:::artifacts/app.zip").Rows.Select(static row => row.Subject.Name)));
        checks.Equal("what can", "s3:PutObject on arn:aws:s3:::artifacts/*", string.Join(", ", analyzer.WhatCan(Deployer, new WhatCanOptions { Actions = ["s3:*"] }).Grants.Select(static grant => $"{string.Join(' ', grant.Actions)} on {grant.Resource}")));
        checks.Equal("who gets in from outside", "codebuild.amazonaws.com", string.Join(", ", analyzer.GetExternalAccess().Select(static access => access.Subject.Name)));
        checks.Equal("steps from role to role", "arn:aws:iam::111122223333:role/deployer", string.Join(", ", analyzer.GetAssumeRoleGraph().Edges.Where(static edge => edge.Source.Identity is not null).Select(static edge => edge.Source.Name)));
        checks.Equal("ways to more", 0, analyzer.FindEscalations().Open.Length);

        AccessMatrix matrix = analyzer.Matrix();
        int deployer = matrix.Principals.Select(static principal => principal.Name).ToList().IndexOf("deployer");
        int describe = matrix.Actions.Select(static action => action.Text).ToList().IndexOf("ec2:DescribeInstances");
        checks.Equal("a cell of the whole matrix", AccessState.Allowed, matrix[deployer, describe]);
        checks.Equal("why", "Look", matrix.ExampleOf(deployer, describe).Statement?.Sid);
        AccessDiff diff = analyzer.Diff(later);
        checks.Equal("what changed", "gained: s3:DeleteObject (Denied to Depends); lost: s3:PutObject (Depends to Denied)", string.Join("; ", diff.Principals.SelectMany(static change => change.Changes)));
    }

    // The notation is read from the events of YamlDotNet's parser: nothing there needs reflection.
    private static void CheckNotation(Checks checks, EnvironmentAnalyzer analyzer)
    {
        checks.Equal("findings about the notation", 0, analyzer.Environment.Diagnostics.Length);
        AccessAnswer can = analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", "arn:aws:s3:::reports/q1.csv");
        checks.Equal("can, by the notation", "Allowed by Read of reports at line 8", $"{can.State} by {can.Statement?.Sid} of {can.Statement?.Policy} at line {can.Statement?.Policy.Place.Line}");
        checks.Equal("who can, by the notation", "arn:aws:iam::111122223333:user/alice", string.Join(", ", analyzer.WhoCan("s3:GetObject", "arn:aws:s3:::reports/q1.csv").Rows.Where(static row => row.Subject.Kind == AccessSubjectKind.User).Select(static row => row.Subject.Name)));
    }
}
