using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IamSim.Benchmarks.Organizations;

/// <summary>
/// An organization made up from a seed: many accounts whose roles share most of their policies, as permission sets, stack sets and AWS's managed
/// policies make them. Thread-safe: accounts are written side by side.
/// </summary>
internal sealed class GeneratedOrganization
{
    private const int OrganizationKinds = 60;
    private const int AccountKinds = 15;
    private const int LargestInline = 3;
    private const int LargestOfAccount = 20;
    private const int LargestShared = 162;
    private const int Administrators = 150;
    private const int Readers = 40;
    private const string AdministratorAccess = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Boundary = """{"Version":"2012-10-17","Statement":[{"Sid":"Workloads","Effect":"Allow","Action":["s3:*","dynamodb:*","sqs:*","sns:*","lambda:*","logs:*","kms:Decrypt","ec2:Describe*","ssm:Get*"],"Resource":"*"}]}""";

    private readonly string[] _sharedDocuments;
    private readonly string[] _inlineTemplates;
    private readonly RolePolicies[] _kinds;
    private readonly ZipfDistribution _shared;

    public GeneratedOrganization(OrganizationShape shape)
    {
        Shape = shape;
        var random = new Random(shape.Seed);
        // One role in a hundred administers, one in twenty reads everything.
        _sharedDocuments = [.. Enumerable.Range(0, shape.SharedPolicies).Select(i => i == Administrators ? AdministratorAccess : i == Readers ? CatalogDocuments.CreateReadOnly() : CatalogDocuments.Create(random, LargestShared))];
        _inlineTemplates = [.. Enumerable.Range(0, shape.InlineTemplates).Select(i => i % 10 < 3 ? CatalogDocuments.CreateOfAccount(random, LargestInline) : CatalogDocuments.Create(random, LargestInline))];
        _shared = new ZipfDistribution(shape.SharedPolicies);
        _kinds = [.. Enumerable.Range(0, OrganizationKinds).Select(_ => RolePolicies.DrawOfOrganization(random, shape, _shared))];
        Accounts = [.. Enumerable.Range(0, shape.Accounts).Select(Id)];
    }

    public OrganizationShape Shape { get; }

    /// <summary>The ids of the accounts; the first is the management account.</summary>
    public string[] Accounts { get; }

    /// <summary>Writes what <c>aws iam get-account-authorization-details</c> would print of an account, on one line.</summary>
    /// <returns>The sets of policies of its roles, equal for equal sets.</returns>
    public string[] WriteAuthorizationDetails(int place, Stream output)
    {
        string account = Accounts[place];
        var random = new Random(unchecked((Shape.Seed * 1_000_003) + place + 1));
        GeneratedPolicy[] shared = [.. _sharedDocuments.Select((text, i) => Managed($"Shared{i:D4}", i % 2 == 0 ? "aws" : account, text))];
        GeneratedPolicy[] own = [.. Enumerable.Range(0, Shape.AccountPolicies).Select(i => Managed($"Own{i:D3}", account, CatalogDocuments.CreateOfAccount(random, LargestOfAccount).Replace(CatalogDocuments.Account, account, StringComparison.Ordinal)))];
        GeneratedPolicy[] inline = [.. _inlineTemplates.Select((text, i) => new GeneratedPolicy($"inline-{i:D3}", null, Encoding.UTF8.GetBytes(text.Replace(CatalogDocuments.Account, account, StringComparison.Ordinal))))];
        GeneratedPolicy boundary = Managed("WorkloadBoundary", account, Boundary);
        RolePolicies[] kinds = [.. Enumerable.Range(0, AccountKinds).Select(_ => RolePolicies.DrawOfAccount(random, Shape, _shared))];
        string[] sets = new string[Shape.Roles];

        using var writer = new Utf8JsonWriter(output, CatalogDocuments.Writing);
        var roles = new RoleWriter(writer, Accounts, place, random);
        writer.WriteStartObject();
        writer.WriteStartArray("UserDetailList");
        writer.WriteEndArray();
        writer.WriteStartArray("GroupDetailList");
        writer.WriteEndArray();
        writer.WriteStartArray("RoleDetailList");
        for (int i = 0; i < Shape.Roles; i++)
        {
            (string path, string name, RolePolicies policies, bool isOfAccount) = Role(random, kinds, i);
            roles.Write(path, name, [.. policies.Shared.Select(each => shared[each]), .. policies.OfAccount.Select(each => own[each])], [.. policies.Inline.Select(each => inline[each])], policies.HasBoundary ? boundary : null);
            // An inline policy that names the account is another one in every account.
            sets[i] = isOfAccount || policies.Inline.Any(static each => each % 10 < 3) ? $"{place}:{policies}" : policies.ToString();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("Policies");
        foreach (GeneratedPolicy policy in (IEnumerable<GeneratedPolicy>)[boundary, .. own, .. shared])
        {
            if (policy.Attachments > 0 || policy == boundary)
            {
                policy.Write(writer, roles.UniqueId("ANPA"));
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return sets;
    }

    private (string Path, string Name, RolePolicies Policies, bool IsOfAccount) Role(Random random, RolePolicies[] kinds, int index)
    {
        int draw = random.Next(200);
        if (draw < Shape.RepeatedPart && index < _kinds.Length)
        {
            return ("/kinds/", $"kind-{index}", _kinds[index], false);
        }

        return draw < Shape.RepeatedPart ? ("/kinds/", $"kind-{index % _kinds.Length}-{index}", _kinds[index % _kinds.Length], false)
            : draw < Shape.RepeatedPart * 2 ? ("/", $"worker-{index}", kinds[random.Next(kinds.Length)], true)
            : ("/", $"role-{index}", RolePolicies.DrawOfAccount(random, Shape, _shared), true);
    }

    private static GeneratedPolicy Managed(string name, string owner, string text) => new(name, $"arn:aws:iam::{owner}:policy/{name}", Encoding.UTF8.GetBytes(text));

    private static string Id(int place) => (100_000_000_019L + (place * 3_700_000_037L % 899_999_999_963L)).ToString(CultureInfo.InvariantCulture);
}
