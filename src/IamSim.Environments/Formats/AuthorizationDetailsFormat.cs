using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats;

/// <summary>What <c>aws iam get-account-authorization-details</c> prints: one output, or its pages in an array, in lines or in files.</summary>
internal sealed class AuthorizationDetailsFormat : IItemFormat
{
    private const string Policies = "Policies";

    public string Name => "aws iam get-account-authorization-details";

    public IReadOnlyList<string> PolicyNames { get; } = ["PolicyDocument", "AssumeRolePolicyDocument", "Document"];

    public bool IsList(string name) => name == Policies || KindOf(name) is not null;

    // AWS Organizations prints Policies too, of another sort.
    public bool CanRead(string name, JsonNode? first) => KindOf(name) is not null || (first is { } policy && policy.TryGetArray("PolicyVersionList", out _));

    public void ReadItem(EnvironmentFile file, string list, JsonNode item, EnvironmentBuilder builder)
    {
        if (KindOf(list) is { } kind)
        {
            AuthorizationDetails.ReadIdentity(kind, item, builder);
        }
        else
        {
            AuthorizationDetails.ReadPolicy(item, builder);
        }
    }

    public void ReadMember(EnvironmentFile file, string name, JsonNode value, EnvironmentBuilder builder)
    {
        if (name == "IsTruncated" && value.Kind == JsonKind.Boolean && value.Text == "true")
        {
            builder.Pages.SetTruncated(value);
        }
    }

    public void EndDocument(EnvironmentFile file, EnvironmentBuilder builder)
    {
        // A new account has none of all these.
        if (file.AccountId is { } account)
        {
            builder.Account(account).HasIdentities = true;
            builder.Pages.AddAccount(account);
        }

        builder.Pages.EndPage();
    }

    private static IdentityKind? KindOf(string list) => list switch
    {
        "UserDetailList" => IdentityKind.User,
        "GroupDetailList" => IdentityKind.Group,
        "RoleDetailList" => IdentityKind.Role,
        _ => null,
    };
}
