using System.CommandLine;
using System.CommandLine.Completions;
using IamSim.ServiceData;

namespace IamSim.Tool.Catalog;

/// <summary><c>iamsim actions PATTERN…</c>: the actions that entries of Action cover.</summary>
internal static class ActionsCommand
{
    public static Command Create()
    {
        var patterns = new Argument<string[]>("pattern") { HelpName = "pattern", Description = "Entries of Action, such as s3:Get*, with wildcards or without; quote them. Without one, all actions.", Arity = ArgumentArity.ZeroOrMore };
        patterns.CompletionSources.Add(static context => Complete(context.WordToComplete));
        var level = new Option<string?>("--access-level") { Description = "Only actions of this access level.", HelpName = "level" };
        level.AcceptOnlyFromAmong([.. CatalogWords.AccessLevels.Keys]);
        var resource = new Option<string?>("--resource") { Description = "Only actions that this ARN, or pattern of ARNs, can be the resource of.", HelpName = "arn" };
        var resourceLess = new Option<bool>("--resource-less") { Description = "Only actions without resource types, for which Resource must be *." };
        var format = new Option<string>("--format") { Description = "How to answer: for people or as JSON.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        Option<string?> data = ServiceDataOption.Create();
        var command = new Command("actions", "Lists the actions that a pattern covers, with access level, resource types and condition keys.") { patterns, level, resource, resourceLess, format, data };
        UnknownOptions.Refuse(patterns, command);
        command.SetAction(parsed => OutputFaults.Guard(
            () => Run(parsed.GetValue(patterns) ?? [], parsed.GetValue(level), parsed.GetValue(resource), parsed.GetValue(resourceLess), parsed.GetValue(format)!, parsed.GetValue(data)),
            static () => ExitCode.Yes));
        return command;
    }

    private static IEnumerable<CompletionItem> Complete(string word)
    {
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? ServiceReference.Default.ServicePrefixes.Select(static prefix => new CompletionItem(prefix + ":"))
            : ServiceReference.Default.FindService(word[..colon])?.Actions.Select(static action => new CompletionItem(action.FullName)) ?? [];
    }

    private static int Run(string[] patterns, string? level, string? resource, bool resourceLess, string format, string? data)
    {
        if (ServiceDataOption.Open(data) is not { } reference)
        {
            return ExitCode.CannotAnswer;
        }

        int exit = ExitCode.Yes;
        foreach (string unknown in patterns.Where(pattern => !reference.MatchesAnyAction(pattern)))
        {
            exit = reference.FindService(unknown) is { } service
                ? CatalogWords.Unknown(reference, "action", unknown, $"{service.Prefix}:*")
                : CatalogWords.Unknown(reference, "action", unknown, CatalogWords.ActionsNear(reference, unknown));
        }

        if (exit != ExitCode.Yes)
        {
            return exit;
        }

        ActionDefinition[] actions = Narrow(reference, patterns.Length == 0 ? ["*"] : patterns, level, resource, resourceLess);
        if (format == "json")
        {
            CatalogOutput.Json(reference, writer => CatalogOutput.WriteActions(writer, actions));
        }
        else
        {
            CatalogOutput.Text(reference, output => Write(output, actions));
        }

        return actions.Length > 0 ? ExitCode.Yes : ExitCode.No;
    }

    private static ActionDefinition[] Narrow(ServiceReference reference, string[] patterns, string? level, string? resource, bool resourceLess)
    {
        IEnumerable<ActionDefinition> actions = patterns.SelectMany(reference.ExpandActions).Distinct();
        if (level is not null)
        {
            actions = actions.Where(action => action.AccessLevel == CatalogWords.AccessLevels[level]);
        }

        if (resource is not null)
        {
            HashSet<ActionDefinition> fitting = [.. reference.FindActionsFor(resource)];
            actions = actions.Where(fitting.Contains);
        }

        return [.. resourceLess ? actions.Where(static action => action.IsResourceLess) : actions];
    }

    private static void Write(TextWriter output, ActionDefinition[] actions)
    {
        var table = new Columns("ACTION", "LEVEL", "RESOURCE TYPES");
        foreach (ActionDefinition action in actions)
        {
            table.Add(action.FullName, CatalogWords.Of(action.AccessLevel), CatalogWords.ResourceTypesOf(action));
        }

        table.Write(output);
        // The keys of one action are a question of their own: a table of many would be all keys.
        if (actions is [ActionDefinition only])
        {
            WriteDetails(output, only);
        }

        output.Write($"\n{actions.Length} action{(actions.Length == 1 ? "" : "s")}; * marks a resource type that every request names, - an action for which Resource must be *\n");
    }

    private static void WriteDetails(TextWriter output, ActionDefinition action)
    {
        string[] dependent = [.. action.DependentActions.Concat(action.ResourceTypes.SelectMany(static row => row.DependentActions)).Distinct(StringComparer.OrdinalIgnoreCase)];
        var details = new Columns("", "");
        if (action.IsPermissionOnly)
        {
            details.Add("permission only", "it cannot be called; it is checked while another action is done");
        }

        if (dependent.Length > 0)
        {
            details.Add("depends on", string.Join(' ', dependent));
        }

        foreach (ActionResourceType row in action.ResourceTypes)
        {
            details.Add(row.Name, string.Join(' ', row.ResourceType.ArnPatterns));
        }

        string[] keys = [.. action.ConditionKeys.Concat(action.ResourceTypes.SelectMany(static row => row.ConditionKeys.Concat(row.ResourceType.ConditionKeys))).Select(static key => key.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        details.Add("condition keys", keys.Length == 0 ? "the global ones only" : string.Join(' ', keys));
        details.Write(output);
    }
}
