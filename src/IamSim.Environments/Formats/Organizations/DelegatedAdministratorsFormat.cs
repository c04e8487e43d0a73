using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>
/// What <c>list-delegated-administrators</c> and <c>list-delegated-services-for-account</c> of <c>aws organizations</c> print. The account of the
/// second is the name of the file: <c>list-delegated-services-for-account/111122223333.json</c>.
/// </summary>
internal sealed class DelegatedAdministratorsFormat : IEnvironmentFormat
{
    public string Name => "aws organizations list-delegated-administrators, list-delegated-services-for-account";

    public bool CanRead(in EnvironmentDocument document) =>
        OrganizationItems.HasList(document.Root, "DelegatedAdministrators", static item => AccountId.IsValid(item.GetText("Id")), isEmptyAccepted: true)
        || OrganizationItems.HasList(document.Root, "DelegatedServices", static item => item.GetText("ServicePrincipal") is not null, isEmptyAccepted: true);

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        OrganizationItems.ReportMissingPage(document.Root, builder);
        foreach (JsonNode administrator in document.Root.GetItems("DelegatedAdministrators"))
        {
            if (administrator.GetText("Id") is { } id && OrganizationItems.ReadNode(administrator, null, builder)?.Kind == OrganizationNodeKind.Account)
            {
                ServicesOf(id, builder);
            }
        }

        if (document.Root.TryGetArray("DelegatedServices", out JsonNode services))
        {
            ReadServices(document.File, services, builder);
        }
    }

    private static void ReadServices(EnvironmentFile file, JsonNode services, EnvironmentBuilder builder)
    {
        string account = file.Stem;
        if (!AccountId.IsValid(account))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, services, $"the file is named {JsonNode.Quote(account)}, which is no account", "name the file after the account, such as list-delegated-services-for-account/111122223333.json");
            return;
        }

        ServicesOf(account, builder).AddRange(services.ToList().Select(static service => service.GetText("ServicePrincipal")).OfType<string>());
    }

    private static List<string> ServicesOf(string account, EnvironmentBuilder builder)
    {
        if (!builder.Organization.DelegatedAdministrators.TryGetValue(account, out List<string>? services))
        {
            builder.Organization.DelegatedAdministrators.Add(account, services = []);
        }

        return services;
    }
}
