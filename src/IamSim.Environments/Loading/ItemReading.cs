using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Makes steps of what a cutter cuts out of a file, once the first item of a list shows that a format knows it.</summary>
internal sealed class ItemReading(EnvironmentFile file, JsonCutter cutter, StepBatches steps, int maximumDepth, JsonTreeMemory memory)
{
    private readonly List<(string Name, JsonNode Value)> _members = [];
    private IItemFormat? _format;
    private string? _list;
    private int _unknown;

    /// <summary>Whether any document was of a known form.</summary>
    public bool HasAny { get; private set; }

    /// <summary>Reads on; <c>false</c> at the end of the file.</summary>
    public bool Next()
    {
        CutKind kind = cutter.Next();
        switch (kind)
        {
            case CutKind.Item:
                ReadItem();
                break;
            case CutKind.EmptyList:
                Recognize(null);
                break;
            case CutKind.Member:
                ReadMember();
                break;
            case CutKind.EndOfDocument:
                EndDocument();
                break;
            default:
                break;
        }

        _list = kind == CutKind.Item ? cutter.Name : null;
        return kind != CutKind.End;
    }

    /// <summary>Tells of names that stand twice beside each other and of documents of no known form, where the others were read here.</summary>
    public void ReportOthers()
    {
        if (HasAny && _unknown > 0)
        {
            steps.Add(LoadStep.Finding(EnvironmentFindings.Create(EnvironmentDiagnostics.UnknownFile, file, $"{_unknown} of the documents in the file {(_unknown == 1 ? "is" : "are")} of none of the known forms", "keep outputs of different commands in different files")), 0);
        }

        foreach ((string name, TextPosition position) in HasAny ? cutter.Repeated : [])
        {
            var source = new SourceText($"\"{name}\"", file.Name, position.Line, position.Column);
            string message = $"the name {JsonNode.Quote(name)} stands twice in one object";
            steps.Add(LoadStep.Finding(new Diagnostic(DiagnosticDescriptors.DuplicateName, DiagnosticDescriptors.DuplicateName.Severity, message, "both are read; remove one of them", source, new SourceSpan(0, source.Text.Length))), 0);
        }
    }

    private void ReadItem()
    {
        bool isFirst = _list != cutter.Name;
        SourceText source = SourceText.FromUtf8(cutter.Cut, file.Name, cutter.CutPosition.Line, cutter.CutPosition.Column, out Diagnostic? encoding);
        var syntax = new DiagnosticBag();
        JsonSyntaxTree? tree = encoding is null ? JsonSyntaxTree.ParseClosed(source, maximumDepth, EnvironmentFormats.ClosedNames, memory, syntax) : null;
        if ((isFirst || _format is null) && !Recognize(tree?.Root))
        {
            // Of an item that cannot be read nothing can be told; the next one may show what the list is.
            if (tree is not null)
            {
                cutter.LeaveList();
            }

            return;
        }

        foreach (Diagnostic finding in encoding is null ? syntax.ToList() : [encoding])
        {
            steps.Add(LoadStep.Finding(finding), 0);
        }

        if (tree is not null && _format is not null)
        {
            steps.Add(LoadStep.Part(_format, CutKind.Item, cutter.Name, tree.Root), source.Text.Length);
        }
    }

    private bool Recognize(JsonNode? first)
    {
        string list = cutter.Name;
        if (_format is null && Array.Find(EnvironmentFormats.OfItems, format => format.IsList(list) && format.CanRead(list, first)) is { } found)
        {
            _format = found;
            HasAny = true;
            foreach ((string name, JsonNode value) in _members)
            {
                steps.Add(LoadStep.Part(found, CutKind.Member, name, value), 0);
            }
        }

        return _format is not null && _format.IsList(list) && _format.CanRead(list, first);
    }

    private void ReadMember()
    {
        // Long ones are of no interest to anyone.
        string name = cutter.Name;
        const int Longest = 200;
        SourceText source = SourceText.FromUtf8(cutter.Cut[..Math.Min(Longest, cutter.Cut.Length)], file.Name, cutter.CutPosition.Line, cutter.CutPosition.Column, out Diagnostic? encoding);
        if (encoding is not null || JsonSyntaxTree.Parse(source, maximumDepth, new DiagnosticBag()) is not { } tree)
        {
            return;
        }

        if (_format is null)
        {
            _members.Add((name, tree.Root));
        }
        else
        {
            steps.Add(LoadStep.Part(_format, CutKind.Member, name, tree.Root), 0);
        }
    }

    private void EndDocument()
    {
        if (_format is not null)
        {
            steps.Add(LoadStep.Part(_format, CutKind.EndOfDocument, "", default), 0);
        }
        else
        {
            _unknown++;
        }

        _format = null;
        _members.Clear();
    }
}
