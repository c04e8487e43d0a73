using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tool.Batch;

/// <summary>What a batch asks, and of which policies: everything that is read before the first answer.</summary>
internal sealed class BatchQuestions : IDisposable
{
    private readonly Stream _stream;
    private readonly ScenarioReaderOptions _reader;

    private BatchQuestions(Stream stream, BatchArguments arguments, CancellationToken stop)
    {
        _stream = stream;
        _reader = arguments.Reader with { BaseDirectory = InputFile.FolderOf(arguments.Input) };
        Name = InputFile.NameOf(arguments.Input);
        Input = new BatchInput(stream, arguments.Input, stop);
    }

    /// <summary>The name of the input in messages.</summary>
    public string Name { get; }

    /// <summary>The lines.</summary>
    public BatchInput Input { get; }

    /// <summary>The length of the input in bytes; <c>null</c> when nobody knows.</summary>
    public long? Length => _stream.CanSeek ? _stream.Length : null;

    /// <summary>The policies; <c>null</c> when every line is a scenario.</summary>
    public ScenarioTemplate? Template { get; private init; }

    /// <summary>The text of the file of policies; <c>null</c> when every line is a scenario.</summary>
    public SourceText? PoliciesText { get; private init; }

    /// <summary>The columns; <c>null</c> when the input is not CSV.</summary>
    public CsvHeader? Header { get; private set; }

    /// <summary>Opens the input and reads the policies. Complains on standard error if either cannot be done.</summary>
    public static async Task<BatchQuestions?> OpenAsync(BatchArguments arguments, CancellationToken stop)
    {
        SourceText? source = null;
        ScenarioTemplate? template = arguments.Policies is { } policies ? PoliciesFile.Read(policies, arguments.Reader, out source) : null;
        if (arguments.Policies is not null && template is null)
        {
            return null;
        }

        if (InputFile.Open(arguments.Input, out string? fault) is not { } stream)
        {
            return Refuse(fault!);
        }

        var questions = new BatchQuestions(stream, arguments, stop) { Template = template, PoliciesText = source };
        if (arguments.IsCsv && await questions.ReadHeaderAsync().ConfigureAwait(false) is { } wrong)
        {
            questions.Dispose();
            return Refuse(wrong);
        }

        return questions;
    }

    /// <summary>Makes what answers lines, for one worker.</summary>
    public IBlockAnswerer CreateAnswerer() => (Template, Header) switch
    {
        (null, _) => new ScenarioAnswerer(_reader, Name),
        (_, null) => new RequestAnswerer(Template, Name),
        _ => new CsvAnswerer(Template, Header, Name),
    };

    public void Dispose() => _stream.Dispose();

    private async Task<string?> ReadHeaderAsync()
    {
        if (await Input.TakeHeaderAsync().ConfigureAwait(false) is not ({ } line, var number))
        {
            return Input.Fault ?? $"{PrintableText.Line(Name)} is empty: expected a header such as principal,action,resource";
        }

        Header = CsvHeader.Read(line, out BadLine fault);
        return Header is null ? fault.ToText(Name, number) : null;
    }

    private static BatchQuestions? Refuse(string fault)
    {
        Console.Error.WriteLine($"iamsim: {fault}");
        return null;
    }
}
