using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>W1: one identity policy with four statements and no condition; eight requests.</summary>
internal static class FewStatements
{
    public static Workload Create()
    {
        JsonObject identity = PolicyText.Document(
            PolicyText.Parse("""{ "Effect": "Allow", "Action": [ "s3:GetObject", "s3:PutObject", "s3:DeleteObject" ], "Resource": "arn:aws:s3:::reports/*" }"""),
            PolicyText.Parse("""{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports" }"""),
            PolicyText.Parse("""{ "Effect": "Allow", "Action": "dynamodb:Get*", "Resource": "arn:aws:dynamodb:*:111122223333:table/orders" }"""),
            PolicyText.Parse("""{ "Effect": "Deny", "Action": "s3:Delete*", "Resource": "arn:aws:s3:::reports/final/*" }"""));
        return Workload.Create(
            "W1",
4,
            new JsonObject { ["identity"] = new JsonArray(identity) },
            [
                new("s3:GetObject", "arn:aws:s3:::reports/2026/q1.csv", "Allowed"),
                new("s3:PutObject", "arn:aws:s3:::reports/2026/q2.csv", "Allowed"),
                new("s3:DeleteObject", "arn:aws:s3:::reports/2026/q2.csv", "Allowed"),
                new("s3:DeleteObject", "arn:aws:s3:::reports/final/q1.csv", "ExplicitDeny"),
                new("s3:ListBucket", "arn:aws:s3:::reports", "Allowed"),
                new("s3:ListBucket", "arn:aws:s3:::invoices", "ImplicitDeny"),
                new("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders", "Allowed"),
                new("dynamodb:PutItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders", "ImplicitDeny"),
            ]);
    }
}
