using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>One thing that was found in a file, ready to be taken in. Files are parsed on all cores; their steps are taken in one by one, in the order of the files.</summary>
internal readonly struct LoadStep
{
    private readonly IItemFormat? _format;
    private readonly CutKind _kind;
    private readonly string? _name;
    private readonly JsonNode _node;
    private readonly object? _other;

    private LoadStep(IItemFormat? format, CutKind kind, string? name, JsonNode node, object? other) =>
        (_format, _kind, _name, _node, _other) = (format, kind, name, node, other);

    public static LoadStep Finding(Diagnostic finding) => new(null, default, null, default, finding);

    /// <summary>A whole document.</summary>
    public static LoadStep Document(JsonNode root) => new(null, default, null, root, null);

    /// <summary>A whole text that is no JSON.</summary>
    public static LoadStep Text(IEnvironmentTextFormat format, SourceText source) => new(null, default, null, default, (format, source));

    /// <summary>A part of a document that is read item by item.</summary>
    public static LoadStep Part(IItemFormat format, CutKind kind, string name, JsonNode node) => new(format, kind, name, node, null);

    /// <summary>Takes it in.</summary>
    public void Apply(EnvironmentFile file, EnvironmentBuilder builder)
    {
        if (_other is Diagnostic finding)
        {
            builder.Findings.Add(finding);
        }
        else if (_other is (IEnvironmentTextFormat text, SourceText source))
        {
            builder.Forms.Count(file, text.Name);
            text.Read(file, source, builder);
        }
        else if (_format is null)
        {
            Read(new EnvironmentDocument(file, _node), builder);
        }
        else
        {
            Apply(_format, file, builder);
        }
    }

    private void Apply(IItemFormat format, EnvironmentFile file, EnvironmentBuilder builder)
    {
        switch (_kind)
        {
            case CutKind.Item:
                format.ReadItem(file, _name!, _node, builder);
                _node.ReleaseTree();
                break;
            case CutKind.Member:
                format.ReadMember(file, _name!, _node, builder);
                break;
            default:
                builder.Forms.Count(file, format.Name);
                format.EndDocument(file, builder);
                break;
        }
    }

    private static void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        foreach (IEnvironmentFormat format in EnvironmentFormats.All)
        {
            if (format.CanRead(document))
            {
                builder.Forms.Count(document.File, format.Name);
                format.Read(document, builder);
                return;
            }
        }

        builder.Forms.Count(document.File, null);
        builder.Findings.Add(EnvironmentDiagnostics.UnknownFile, document.Root, $"{document.Root.Describe()} of none of the known forms", "see docs/guides/environments.md for what is understood");
    }
}
