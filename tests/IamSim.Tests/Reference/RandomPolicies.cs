using System.Text.Json.Nodes;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>Random policies over a small world, biased towards the request they will be asked about: policies that never match test nothing.</summary>
internal sealed partial class RandomPolicies(Dice dice, AccessRequest request)
{
    public const string A = "111111111111";
    public const string B = "222222222222";
    public const string C = "333333333333";

    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";

    // Values that limit a bucket policy to something fixed, and some that do not.
    private static readonly string[] FixedValues = ["vpce-1", "vpce-*", "vpce-?", "o-abc", "${aws:username}", A, B, "anonymous"];

    private static readonly string[] FixedAccessPoints =
    [
        RandomQuestions.AccessPoint, "arn:aws:s3:us-east-1:111111111111:accesspoint/*", "arn:aws:s3:*:111111111111:accesspoint/ap", "arn:aws:s3:us-east-1:*:accesspoint/ap",
        "arn:aws:s3:us-east-1:111111111111:accesspoint/${aws:username}", "arn:aws:s3:us-east-1:222222222222:accesspoint/*",
    ];

    private bool _s3Bucket;

    public PolicyDocument Identity() => Document(dice.Some(1, 3, () => Statement(dice.Chance(70))));

    /// <summary>A boundary, session policy or service control policy: more often than not it leaves the way open.</summary>
    public PolicyDocument Limit() => Document(dice.Chance(55)
        ? [JsonNode.Parse(Everything)!.AsObject(), .. dice.Some(0, 1, () => Statement(dice.Chance(40)))]
        : dice.Some(1, 3, () => Statement(dice.Chance(65))));

    /// <summary>An identity policy that allows everything.</summary>
    public PolicyDocument Open() => Document([JsonNode.Parse(Everything)!.AsObject()]);

    /// <summary>A resource policy that a condition decides.</summary>
    public PolicyDocument Conditional()
    {
        bool deny = dice.Chance(40);
        var statement = new JsonObject { ["Effect"] = deny ? "Deny" : "Allow", ["Principal"] = "*", ["Action"] = "*" };
        AddCondition(statement, 100);
        return Document(deny ? [statement, JsonNode.Parse("""{"Effect":"Allow","Principal":"*","Action":"*"}""")!.AsObject()] : [statement]);
    }

    /// <summary>A resource policy whose Resource element decides.</summary>
    public PolicyDocument OfResources()
    {
        bool deny = dice.Chance(40);
        var statement = new JsonObject { ["Effect"] = deny ? "Deny" : "Allow", ["Principal"] = "*", ["Action"] = "*" };
        AddResource(statement);
        return Document(deny ? [statement, JsonNode.Parse("""{"Effect":"Allow","Principal":"*","Action":"*"}""")!.AsObject()] : [statement]);
    }

    /// <summary>A bucket policy that is often limited to fixed values, or nearly so (S3-5).</summary>
    public PolicyDocument Bucket()
    {
        List<JsonObject> statements = dice.Some(1, 2, () =>
        {
            var statement = new JsonObject { ["Effect"] = dice.Chance(85) ? "Allow" : "Deny", ["Principal"] = dice.Chance(70) ? Everyone() : PrincipalMap(ResourcePolicyKind.S3Bucket, service: true), ["Action"] = "s3:*" };
            if (dice.Chance(75))
            {
                string name = dice.Pick("StringEquals", "StringLike", "ArnLike", "StringEqualsIfExists", "ForAnyValue:StringLike", "ForAllValues:StringEquals", "StringNotEquals", "IpAddress", "IpAddress", "NotIpAddress");
                bool ip = name.EndsWith("IpAddress", StringComparison.Ordinal);
                string key = ip ? "aws:SourceIp" : dice.Pick("aws:SourceVpce", "aws:PrincipalOrgID", "aws:PrincipalAccount", "aws:userid", "s3:DataAccessPointArn", "s3:DataAccessPointArn", "aws:username");
                string[] values = ip ? Ranges : key == "s3:DataAccessPointArn" ? FixedAccessPoints : FixedValues;
                statement["Condition"] = new JsonObject { [name] = new JsonObject { [key] = Several(() => dice.Pick(values)) } };
            }

            return statement;
        });
        return Document(statements);
    }

    public PolicyDocument Resource(ResourcePolicyKind kind)
    {
        _s3Bucket = kind == ResourcePolicyKind.S3Bucket;
        PolicyDocument document = Document(dice.Some(1, 3, () => ResourceStatement(kind)), mayHaveId: true);
        _s3Bucket = false;
        return document;
    }

    public PolicyDocument Endpoint()
    {
        List<JsonObject> statements = dice.Some(1, 2, () =>
        {
            bool allow = dice.Chance(70);
            JsonObject statement = Statement(allow);
            bool not = !allow && dice.Chance(30);
            statement[not ? "NotPrincipal" : "Principal"] = dice.Chance(allow ? 65 : 30) && !not ? Everyone() : PrincipalMap(ResourcePolicyKind.General, service: false);
            return statement;
        });
        if (dice.Chance(50))
        {
            JsonObject open = JsonNode.Parse(Everything)!.AsObject();
            open["Principal"] = "*";
            statements.Add(open);
        }

        return Document(statements, mayHaveId: true);
    }

    /// <summary>RCP-9: RCPFullAWSAccess, or denials.</summary>
    public PolicyDocument ResourceControl(bool full)
    {
        if (full)
        {
            return PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""");
        }

        List<JsonObject> statements = dice.Some(1, 2, () =>
        {
            var statement = new JsonObject
            {
                ["Effect"] = "Deny",
                ["Principal"] = "*",
                ["Action"] = dice.Chance(80) ? ListOrOne(dice.Some(1, 2, () => ActionPattern(wildService: false)), 70) : $"{request.Service}:*",
            };
            AddResource(statement);
            AddCondition(statement, 85);
            return statement;
        });
        return Document(statements, version: "2012-10-17");
    }

    private PolicyDocument Document(List<JsonObject> statements, string? version = null, bool mayHaveId = false)
    {
        var root = new JsonObject();
        version ??= dice.Pick("2012-10-17", "2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17", null!);
        if (version is not null)
        {
            root["Version"] = version;
        }

        if (mayHaveId && dice.Chance(10))
        {
            root["Id"] = "some id";
        }

        for (int i = 0; i < statements.Count; i++)
        {
            if (dice.Chance(15))
            {
                statements[i]["Sid"] = $"S{i}";
            }
        }

        root["Statement"] = statements.Count == 1 && dice.Chance(30) ? statements[0] : new JsonArray([.. statements]);
        return PolicyDocument.Parse(root.ToJsonString());
    }

    private JsonObject Statement(bool allow)
    {
        var statement = new JsonObject { ["Effect"] = allow ? "Allow" : "Deny" };
        AddAction(statement);
        AddResource(statement);
        AddCondition(statement, allow ? 40 : 65);
        return statement;
    }

    private JsonObject ResourceStatement(ResourcePolicyKind kind)
    {
        bool trust = kind == ResourcePolicyKind.RoleTrust;
        bool allow = dice.Chance(70);
        var statement = new JsonObject { ["Effect"] = allow ? "Allow" : "Deny" };
        bool not = !allow && !trust && dice.Chance(40);
        statement[not ? "NotPrincipal" : "Principal"] = !trust && !not && dice.Chance(25) ? Everyone() : PrincipalMap(kind, service: true);
        if (trust)
        {
            statement["Action"] = ListOrOne(dice.Some(1, 3, () => request.Service == "sts" && dice.Chance(75) ? request.Action.Text : dice.Pick("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity", "sts:Assume*")), 50);
        }
        else
        {
            AddAction(statement);
            if (dice.Chance(80))
            {
                AddResource(statement);
            }
        }

        AddCondition(statement, allow ? 40 : 65);
        return statement;
    }

    private void AddAction(JsonObject statement) =>
        statement[dice.Chance(15) ? "NotAction" : "Action"] = ListOrOne(dice.Some(1, 3, () => ActionPattern(wildService: true)), 50);

    private void AddResource(JsonObject statement) =>
        statement[dice.Chance(15) ? "NotResource" : "Resource"] = dice.Chance(25)
            ? ListOrOne(["*"], 80)
            : ListOrOne(dice.Some(1, 3, ResourcePattern), 50, mayHoldNull: true);

    private JsonNode ListOrOne(List<string> values, int onePercent, bool mayHoldNull = false)
    {
        if (values.Count == 1 && dice.Chance(onePercent))
        {
            return values[0];
        }

        var list = new JsonArray([.. values.Select(static value => (JsonNode)value)]);
        if (mayHoldNull && dice.Chance(5))
        {
            // GRAM-27.
            list.Add((JsonNode?)null);
        }

        return list;
    }

    private string ActionPattern(bool wildService)
    {
        string action = dice.Chance(75) ? request.Action.Text : dice.Pick(RandomQuestions.Actions);
        string service = action.Split(':')[0];
        string name = action.Split(':')[1];
        return dice.Below(wildService ? 10 : 7) switch
        {
            0 => $"{service.ToUpperInvariant()}:{name.ToLowerInvariant()}",
            1 => $"{service}:*",
            2 => $"{service}:{Blur(name)}",
            3 => $"{service}:?{name[1..]}",
            7 => "*",
            8 => $"{Blur(service)}:{Blur(name)}",
            9 => "*:*",
            _ => action,
        };
    }

    /// <summary>Puts wildcards into a text.</summary>
    private string Blur(string text)
    {
        for (int times = 1 + dice.Below(2); times > 0 && text.Length > 0; times--)
        {
            int from = dice.Below(text.Length);
            int length = Math.Min(dice.Below(4), text.Length - from);
            text = dice.Chance(60) ? $"{text[..from]}*{text[(from + length)..]}" : $"{text[..from]}?{text[Math.Min(from + 1, text.Length)..]}";
        }

        return text;
    }

    private string ResourcePattern()
    {
        string arn = dice.Chance(80) ? dice.Pick(request.Resources).Arn : dice.Pick(RandomQuestions.Arns);
        if (dice.Chance(15) && request.Resources[0].AccessPointArn is { } accessPoint)
        {
            arn = dice.Chance(50) ? $"{accessPoint}/object/*" : accessPoint;
        }

        if (arn == "*")
        {
            return dice.Chance(60) ? "*" : dice.Pick(RandomQuestions.Arns);
        }

        string[] parts = arn.Split(':', 6);
        bool regionless = parts[2] is "s3" or "iam";
        // IAM checks how these go on behind the fifth colon.
        int type = parts[2] == "iam" || parts[5].StartsWith("accesspoint/", StringComparison.Ordinal) ? parts[5].IndexOf('/', StringComparison.Ordinal) + 1 : 0;
        switch (dice.Below(12))
        {
            case 0:
                return "*";
            case 1:
                return $"{Head(parts, 5)}{parts[5][..type]}*";
            case 2 or 3:
                return Head(parts, 5) + parts[5][..type] + Blur(parts[5][type..]);
            case 4 when !regionless:
                // GRAM-54: a star that ends a segment.
                return $"{Head(parts, 3)}*:{(dice.Chance(50) ? parts[5] : Blur(parts[5]))}";
            case 5 when !regionless:
                return $"{Head(parts, 3)}{Blur(parts[3])}:{Blur(parts[4])}:{parts[5]}";
            case 6 when !regionless:
                // GRAM-55: short ARNs.
                return dice.Pick($"arn:aws:{parts[2]}", $"arn:aws:{parts[2]}:*", $"arn:aws:{parts[2]}:{parts[3]}", $"arn:aws:{parts[2]}:us*", $"arn:aws:{parts[2]}:{parts[3]}:{parts[4]}");
            case 7:
                string name = parts[5].Split('/')[^1];
                return arn[..^name.Length] + Variable(name);
            case 8 when parts[2] == "iam":
                return $"arn:aws:iam::{Blur(parts[4])}:{parts[5]}";
            default:
                return arn;
        }
    }

    private static string Head(string[] parts, int count) => string.Concat(parts.Take(count).Select(static part => part + ":"));

    private string Variable(string name) => dice.Below(8) switch
    {
        0 => "${aws:username}",
        1 => "${aws:PrincipalTag/team}",
        2 => "${AWS:principaltag/TEAM, '" + name + "'}" + dice.Pick("", "*"),
        3 => "${aws:TagKeys,'" + name + "'}",
        4 => "${*}",
        5 => "${s3:prefix}*",
        6 => "${aws:userid}${?}",
        _ => "${x:missing , 'a'}".Replace(" ,", ",", StringComparison.Ordinal) + "*",
    };
}
