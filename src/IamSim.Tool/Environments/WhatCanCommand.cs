using System.CommandLine;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Tool.Catalog;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim what-can</c>: what a principal of an environment may do.</summary>
internal static class WhatCanCommand
{
    private static readonly ReportColumn[] Columns =
    [
        new("kind", "KIND", IsShown: false), new("state", "STATE"), new("count", "ACTIONS"), new("resource", "ON"), new("layer", "LAYER"),
        new("actions", "ACTIONS", IsShown: false), new("conditions", "IF", IsShown: false), new("keys", "KEYS THAT DECIDE", IsShown: false), new("places", "STATEMENTS", IsShown: false),
    ];

    private static readonly ReportColumn[] ServiceColumns = [new("service", "SERVICE"), new("level", "LEVEL"), new("allowed", "ALLOWED"), new("depends", "DEPENDS"), new("total", "OF")];

    public static Command Create()
    {
        var principal = new Argument<string>("principal") { Description = "The caller: an ARN, a short name such as deployer, role/deployer or production/role/deployer, a service, or anonymous." };
        var resource = new Option<string?>("--resource") { HelpName = "arn", Description = "One resource that the question is about: an ARN or a short name." };
        var service = new Option<string[]>("--service") { HelpName = "prefix", Description = "Only actions of a service, such as s3. May be given again.", DefaultValueFactory = static _ => [] };
        var actions = new Option<string[]>("--actions") { HelpName = "entry", Description = "Only these actions, such as s3:Get*. May be given again.", DefaultValueFactory = static _ => [] };
        var services = new Option<bool>("--by-service") { Description = "Count by service and access level, instead of listing." };
        var arguments = new EnvironmentArguments();
        var conditions = new ConditionArguments();
        var command = new Command("what-can", "Lists what a principal of an environment may do after every limit, on which resources, and what each layer took from what its own policies grant. Exits with 0.") { principal, resource, service, actions, services };
        arguments.AddTo(command);
        conditions.AddTo(command);
        command.SetAction((parsed, cancellation) => EnvironmentCommand.RunAsync(arguments, parsed, analyzer =>
        {
            if (EnvironmentCommand.FindPrincipal(analyzer, parsed.GetValue(principal)!) is not { } caller || conditions.Read(parsed, analyzer.Environment) is not { } stated)
            {
                return null;
            }

            if (parsed.GetValue(service)!.FirstOrDefault(prefix => analyzer.Services.FindService(prefix) is null) is { } unknown)
            {
                CatalogWords.Unknown(analyzer.Services, "service", unknown, analyzer.Services.ServicePrefixes);
                return null;
            }

            string[] entries = [.. parsed.GetValue(service)!.Select(static prefix => prefix + ":*"), .. parsed.GetValue(actions)!];
            string? arn = null;
            if (parsed.GetValue(resource) is { } text && (arn = EnvironmentCommand.FindResource(analyzer, text, FirstAction(analyzer, entries))) is null)
            {
                return null;
            }

            var options = new WhatCanOptions { Actions = entries.Length == 0 ? null : [.. entries], Resource = arn, Conditions = stated };
            return ToReport(analyzer.WhatCan(caller, options, cancellation), parsed.GetValue(services), arguments.Explain(parsed));
        }, cancellation));
        return command;
    }

    // A short name of a resource is understood by the service that an action is of.
    private static ActionName FirstAction(EnvironmentAnalyzer analyzer, string[] entries) =>
        entries.SelectMany(analyzer.Services.ExpandActions).Select(static action => ActionName.Parse(action.FullName)).FirstOrDefault("s3:GetObject");

    private static Report ToReport(EffectivePermissions found, bool byService, bool explain) => new()
    {
        Question = found.Resource is { } resource ? [("principal", found.Principal.Text), ("resource", resource)] : [("principal", found.Principal.Text)],
        Columns = byService ? ServiceColumns : Columns,
        Rows = byService ? ByService(found) : Rows(found, explain),
        Summary = () => [("allowed", found.Allowed.Length), ("depends", found.Depending.Length), ("actions", found.Actions.Length), ("granted", found.GrantedCount)],
        Sentence = () => $"{Count(found.Allowed.Length)} allowed, {found.Depending.Length} depend, of {found.Actions.Length}. The identity policies alone grant {found.GrantedCount}.",
        Assumptions = () => found.Gaps.Select(static gap => gap.Message),
    };

    private static string Count(int actions) => actions == 1 ? "1 action is" : $"{actions} actions are";

    private static IEnumerable<ReportRow> ByService(EffectivePermissions found) =>
        found.Services.SelectMany(static service => service.Levels.Select(level => new ReportRow(service.Service, level.Level.ToString(), level.Allowed, level.Depends, level.Total)));

    private static IEnumerable<ReportRow> Rows(EffectivePermissions found, bool explain)
    {
        foreach (EffectiveGrant grant in found.Grants)
        {
            yield return new ReportRow("grant", EnvironmentCommand.Word(grant.State), grant.ActionCount, (grant.IsExcluded ? "all but " : "") + grant.Resource, null, grant.Actions, grant.Conditions, grant.DecidingKeys, Places(grant.Statements))
            {
                Lines = [.. EntryLines.Of(grant.Actions), .. grant.Conditions is { } condition ? [$"if {condition}"] : Array.Empty<string>(), .. explain ? Places(grant.Statements).Select(static place => $"by {place}") : []],
            };
        }

        foreach (EffectiveDenial denial in found.Denials)
        {
            yield return new ReportRow("denial", "denied", denial.ActionCount, denial.Resource, LayerName.Of(denial.Layer), denial.Actions, denial.Conditions, null, Places([denial.Statement]))
            {
                Lines = [.. EntryLines.Of(denial.Actions), .. denial.Conditions is { } condition ? [$"if {condition}"] : Array.Empty<string>(), .. explain ? Places([denial.Statement]).Select(static place => $"by {place}") : []],
            };
        }

        foreach (RemovedPermissions removed in found.Removed)
        {
            if (removed.RemovedCount > 0)
            {
                yield return new ReportRow("removed", "removed", removed.RemovedCount, null, LayerName.Of(removed.Layer), removed.Removed, null, null, null) { Lines = [.. EntryLines.Of(removed.Removed)] };
            }

            if (removed.LimitedCount > 0)
            {
                yield return new ReportRow("limited", "limited", removed.LimitedCount, null, LayerName.Of(removed.Layer), removed.Limited, null, null, null) { Lines = [.. EntryLines.Of(removed.Limited)] };
            }
        }

        foreach (ResourcePolicyEffect effect in found.ResourcePolicies)
        {
            yield return new ReportRow("resourcePolicy", EnvironmentCommand.Word(effect.With), effect.ActionCount, effect.Resource, LayerName.Of(DecisionSource.Resource), effect.Actions, null, null, null)
            {
                Lines = [.. EntryLines.Of(effect.Actions), $"{EnvironmentCommand.Word(effect.Without)} without the policy of the resource"],
            };
        }
    }

    private static string[] Places(IEnumerable<PolicyStatement> statements) => [.. statements.Select(static statement => $"{statement.Source.Name ?? "<policy>"}:{statement.Position}")];
}
