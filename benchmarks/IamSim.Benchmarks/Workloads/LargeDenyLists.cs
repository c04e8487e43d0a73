using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>W3: AdministratorAccess under two levels of service control policies with large deny lists, 66 statements; 64 requests.</summary>
internal static class LargeDenyLists
{
    private static readonly string[] Kinds = ["Vpc", "Subnet", "RouteTable", "SecurityGroup", "Volume", "KeyPair", "LaunchTemplate", "Image"];

    public static Workload Create()
    {
        var random = new Random(3);
        IEnumerable<JsonObject> root = [PolicyText.FullAccess(), .. Lists(random, 31), PolicyText.Parse("""
            {
              "Sid": "EuropeOnly", "Effect": "Deny", "Resource": "*",
              "NotAction": [ "iam:*", "organizations:*", "route53:*", "cloudfront:*", "support:*", "sts:*" ],
              "Condition": { "StringNotEquals": { "aws:RequestedRegion": [ "eu-west-1", "eu-central-1" ] } }
            }
            """)];
        IEnumerable<JsonObject> unit = [PolicyText.FullAccess(), .. Lists(random, 29), PolicyText.Parse("""
            {
              "Sid": "NetworkTeamOnly", "Effect": "Deny", "Resource": "*",
              "Action": [ "ec2:DeleteVpc", "ec2:DeleteSubnet", "ec2:DeleteRouteTable", "ec2:DeleteSecurityGroup" ],
              "Condition": { "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/network-*" } }
            }
            """), PolicyText.Parse("""{ "Sid": "NoUsers", "Effect": "Deny", "Action": [ "iam:CreateUser", "iam:CreateAccessKey" ], "Resource": "*" }""")];
        var policies = new JsonObject
        {
            ["identity"] = new JsonArray(PolicyText.Document(PolicyText.FullAccess())),
            ["serviceControl"] = new JsonArray(new JsonArray(PolicyText.Document(root)), new JsonArray(PolicyText.Document(unit))),
        };
        return Workload.Create("W3", 66, policies, Questions());
    }

    private static IEnumerable<JsonObject> Lists(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => PolicyText.Bystander(random, "Deny", random.Next(20, 50)));

    // Of eight kinds, four may not be deleted by everybody. One request in eight leaves Europe, one makes a user.
    private static IEnumerable<Question> Questions()
    {
        for (int i = 0; i < Workload.Round; i++)
        {
            string kind = Kinds[i % Kinds.Length];
            string verb = i % 3 == 0 ? "Delete" : "Create";
            string region = i % 8 == 5 ? "us-east-1" : "eu-west-1";
            bool denied = region == "us-east-1" || (verb == "Delete" && Array.IndexOf(Kinds, kind) < 4);
            Question question = i % 8 == 7
                ? new Question("iam:CreateUser", $"arn:aws:iam::{Question.Account}:user/new-{i}", "ExplicitDeny")
                : new Question($"ec2:{verb}{kind}", $"arn:aws:ec2:{region}:{Question.Account}:{kind.ToLowerInvariant()}/id-{i}", denied ? "ExplicitDeny" : "Allowed");
            yield return question with
            {
                Principal = $$"""{ "arn": "arn:aws:sts::{{Question.Account}}:assumed-role/admin/alice" }""",
                Context = [("aws:RequestedRegion", region), ("aws:SourceIp", "203.0.113.7"), ("aws:SecureTransport", "true")],
            };
        }
    }
}
