namespace IamSim.Tool.Tests;

/// <summary>Suites and policies for tests of <c>iamsim test</c>.</summary>
internal static class TestSuites
{
    public const string Policy = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Sid": "Read", "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/*" },
            { "Sid": "NoAcl", "Effect": "Deny", "Action": "s3:GetObjectAcl", "Resource": "*" }
          ]
        }
        """;

    public const string Suite = """
        name: Reports
        policies: { identity: [policy.json] }
        defaults: { principal: "arn:aws:iam::111122223333:user/alice" }
        tests:
          - name: alice reads
            tags: [reading]
            allow: { s3:GetObject: "arn:aws:s3:::reports/*" }
            deny: { s3:PutObject: "arn:aws:s3:::reports/*" }
        """;

    // Two of its rows do not hold.
    public const string Wrong = """
        policies: { identity: [policy.json] }
        defaults: { principal: "arn:aws:iam::111122223333:user/alice" }
        tests:
          - name: alice, and "more" <é>
            allow:
              s3:PutObject: "arn:aws:s3:::reports/q1.csv"
              "s3:GetObjectA*": "arn:aws:s3:::reports/q1.csv"
            explicit: { s3:GetObjectAcl: "arn:aws:s3:::reports/q1.csv" }
        """;

    public static TemporaryFolder Folder(params (string Name, string Text)[] files)
    {
        var folder = new TemporaryFolder();
        folder.Write("policy.json", Policy);
        foreach ((string name, string text) in files)
        {
            folder.Write(name, text);
        }

        return folder;
    }
}
