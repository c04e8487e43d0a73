using System.Collections.Immutable;
using System.Globalization;
using IamSim.Diagnostics;
using IamSim.Scenarios;
using Microsoft.Extensions.Configuration;

namespace IamSim.Extensions.DependencyInjection.Configuration;

/// <summary>Reads one section of the configuration and writes down what is wrong with it, with the path of the place.</summary>
/// <remarks>A section without value and without children is a JSON <c>null</c> or <c>{}</c>; an empty JSON array has the empty text for its value.</remarks>
internal readonly struct SectionReader(IConfiguration section, List<string> faults)
{
    /// <summary>The path of the section; a configuration that is no section is the root.</summary>
    public string Path => section is IConfigurationSection { Path.Length: > 0 } inner ? inner.Path : "configuration root";

    private string? Value => (section as IConfigurationSection)?.Value;

    /// <summary>Whether the section is a JSON <c>null</c> or <c>{}</c>.</summary>
    public bool IsNull => Value is null && !HasChildren;

    private bool HasChildren => section.GetChildren().Any();

    /// <summary>Reads the members of an object; one that is not known is a fault.</summary>
    public T Members<T>(T value, ImmutableArray<SectionMember<T>> members)
    {
        if (Value is not null)
        {
            Fault($"expected a section with members such as {members[0].Name}, but found {Quote(Value)}");
        }

        foreach (IConfigurationSection child in section.GetChildren())
        {
            SectionMember<T>? member = members.FirstOrDefault(member => string.Equals(member.Name, child.Key, StringComparison.OrdinalIgnoreCase));
            var reader = new SectionReader(child, faults);
            value = member is null ? reader.Unknown(value, members.Select(static member => member.Name)) : member.Read(value, reader);
        }

        return value;
    }

    /// <summary>Reads the switches of the evaluation.</summary>
    public EvaluationOptions Options()
    {
        ImmutableArray<SectionMember<EvaluationOptions>> members =
        [
            .. ScenarioOptions.Names.Select(static name => new SectionMember<EvaluationOptions>(name, (options, reader) => reader.Boolean() is { } on ? ScenarioOptions.TrySet(options, name, on)! : options)),
        ];
        return Members(EvaluationOptions.Default, members);
    }

    /// <summary>Reads a text; <c>null</c> stands for a member that is left out.</summary>
    public string? Text(string what)
    {
        if (HasChildren || Value is "")
        {
            Fault($"expected {what}, but found {Describe()}");
            return null;
        }

        return Value;
    }

    /// <summary>Reads a path; <c>null</c> stands for a member that is left out.</summary>
    public string? PathOf(string what)
    {
        string? path = Text($"the path of {what}");
        if (path is not null && PolicyFiles.DescribePathFault(path) is { } fault)
        {
            Fault(fault);
        }

        return path;
    }

    /// <summary>Reads a list of paths; an empty JSON array is an empty list.</summary>
    public ImmutableArray<string> Files() => List("policy files", static reader => reader.PathOf("one policy file"));

    /// <summary>Reads a list of texts.</summary>
    public ImmutableArray<string> Texts(string what) => List(what, static reader => reader.Text("a text"));

    /// <summary>Reads a list of lists of paths.</summary>
    public ImmutableArray<ImmutableArray<string>> Levels() =>
        List<ImmutableArray<string>?>("levels, each a list of policy files", static reader => reader.Files()).Select(static level => level!.Value).ToImmutableArray();

    /// <summary>Reads an account id.</summary>
    public string? Account()
    {
        string? account = Text("an account id of twelve digits");
        if (account is not null && (account.Length != 12 || account.AsSpan().ContainsAnyExceptInRange('0', '9')))
        {
            Fault($"expected an account id of twelve digits, but found {Quote(account)}");
        }

        return account;
    }

    /// <summary>Reads the name of an enum's member, in any case; <c>default</c> when left out.</summary>
    public T OneOf<T>() where T : struct, Enum
    {
        string[] names = Enum.GetNames<T>();
        string? text = Text($"one of {string.Join(", ", names)}");
        if (text is null)
        {
            return default;
        }

        int index = Array.FindIndex(names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            return Enum.Parse<T>(names[index]);
        }

        Fault($"expected one of {string.Join(", ", names)}, but found {Quote(text)}{DidYouMean(text, names)}");
        return default;
    }

    private bool? Boolean()
    {
        if (Text("true or false") is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out bool value))
        {
            return value;
        }

        Fault($"expected true or false, but found {Quote(text)}");
        return null;
    }

    private ImmutableArray<T> List<T>(string what, Func<SectionReader, T?> read)
    {
        if (DescribeListFault() is { } fault)
        {
            Fault($"expected a list of {what}, but found {fault}");
            return [];
        }

        var items = ImmutableArray.CreateBuilder<T>();
        foreach (IConfigurationSection child in section.GetChildren())
        {
            var reader = new SectionReader(child, faults);
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                reader.Fault($"expected a list of {what}, but found a member named {Quote(child.Key)}: write [ ... ]");
            }
            else if (reader.IsNull)
            {
                reader.Fault("a member of the list is null");
            }
            else if (read(reader) is { } item)
            {
                items.Add(item);
            }
        }

        return items.ToImmutable();
    }

    // What could be read in two ways must not widen what is allowed: whether a kind of policy was meant to be left out or to allow nothing, only its author knows.
    private string? DescribeListFault() => (Value, HasChildren) switch
    {
        (null, true) or ("", false) => null,
        (null, false) => "null, which a chained configuration also makes of []: write [] for none, or leave the member out",
        ("", true) => "an empty list in one source of the configuration and members in another",
        (_, true) => $"both {Quote(Value)} and a list",
        _ => $"{Quote(Value)}: write [ \"{PrintableText.Line(Value)}\" ]",
    };

    private T Unknown<T>(T value, IEnumerable<string> known)
    {
        string key = ((IConfigurationSection)section).Key;
        string? closest = Suggestion.Closest(key, known);
        Fault(closest is null ? $"there is no such member: expected one of {string.Join(", ", known)}" : $"there is no such member: did you mean '{closest}'?");
        return value;
    }

    private string Describe() => HasChildren ? "a section with members" : Value is null ? "null" : Value.Length == 0 ? "an empty text or list" : Quote(Value);

    private void Fault(string message) => faults.Add($"{PrintableText.Line(Path)}: {message}");

    private static string DidYouMean(string text, IEnumerable<string> known) => Suggestion.Closest(text, known) is { } closest ? $": did you mean '{closest}'?" : "";

    private static string Quote(string? text) => $"'{PrintableText.Line(text ?? "")}'";
}
