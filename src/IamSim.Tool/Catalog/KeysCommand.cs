using System.CommandLine;
using System.CommandLine.Completions;
using IamSim.ServiceData;

namespace IamSim.Tool.Catalog;

/// <summary><c>iamsim keys NAME</c>: the condition keys of an action or a service, or what a key is.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { HelpName = "name", Description = "An action such as s3:GetObject, a service prefix such as s3, or a condition key such as s3:prefix; without it the global keys.", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(static _ => ServiceReference.Default.ServicePrefixes.Concat(ServiceReference.Default.GlobalConditionKeys.Select(static key => key.Name)).Select(static known => new CompletionItem(known)));
        var format = new Option<string>("--format") { Description = "How to answer: for people or as JSON.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        Option<string?> data = ServiceDataOption.Create();
        var command = new Command("keys", "Lists the condition keys of an action or a service with their types, or says what a key is.") { name, format, data };
        UnknownOptions.Refuse(name, command);
        command.SetAction(parsed => OutputFaults.Guard(() => Run(parsed.GetValue(name), parsed.GetValue(format)!, parsed.GetValue(data)), static () => ExitCode.Yes));
        return command;
    }

    private static int Run(string? name, string format, string? data)
    {
        if (ServiceDataOption.Open(data) is not { } reference)
        {
            return ExitCode.CannotAnswer;
        }

        if (Find(reference, name) is not { } keys)
        {
            return CatalogWords.Unknown(reference, "action, service or condition key", name!, Near(reference, name!));
        }

        if (format == "json")
        {
            CatalogOutput.Json(reference, writer => CatalogOutput.WriteKeys(writer, keys));
        }
        else
        {
            CatalogOutput.Text(reference, output => Write(output, reference, name, keys));
        }

        return ExitCode.Yes;
    }

    private static IReadOnlyList<ConditionKeyDefinition>? Find(ServiceReference reference, string? name) =>
        name is null ? reference.GlobalConditionKeys
        : reference.FindAction(name)?.AllConditionKeys()
            ?? reference.FindService(name)?.ConditionKeys
            ?? (reference.FindConditionKey(name) is { } key ? [key] : null);

    private static IEnumerable<string> Near(ServiceReference reference, string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        IEnumerable<ConditionKeyDefinition> keys = colon > 0 && reference.FindService(name[..colon]) is { } service ? service.ConditionKeys : reference.GlobalConditionKeys;
        return CatalogWords.ActionsNear(reference, name).Concat(keys.Select(static key => key.Name));
    }

    private static void Write(TextWriter output, ServiceReference reference, string? name, IReadOnlyList<ConditionKeyDefinition> keys)
    {
        // Every action has the global keys: those of its own come first and are what was asked for.
        bool isAction = name is not null && reference.FindAction(name) is not null;
        ConditionKeyDefinition[] shown = [.. isAction ? keys.Except(reference.GlobalConditionKeys) : keys];
        if (shown.Length > 0)
        {
            CatalogOutput.WriteKeys(output, shown);
        }

        if (isAction)
        {
            output.Write($"{(shown.Length == 0 ? "No keys of its own; " : "\n")}{keys.Count - shown.Length} global keys besides, which 'iamsim keys' lists\n");
        }
        else if (shown.Length == 0)
        {
            output.Write("No keys of its own; 'iamsim keys' lists the global ones\n");
        }
    }
}
