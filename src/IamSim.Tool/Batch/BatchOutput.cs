using System.Security;
using IamSim.Diagnostics;

namespace IamSim.Tool.Batch;

/// <summary>Where the answers go, and where the input goes on behind those that are there already.</summary>
internal sealed class BatchOutput : IDisposable
{
    private readonly Stream _stream;

    private BatchOutput(Stream stream, long inputOffset)
    {
        _stream = stream;
        InputOffset = inputOffset;
    }

    /// <summary>Where the input goes on.</summary>
    public long InputOffset { get; }

    /// <summary>Opens the output and brings the input to where it goes on. Complains on standard error if either cannot be done.</summary>
    public static async Task<BatchOutput?> OpenAsync(BatchArguments arguments, BatchInput input)
    {
        if (arguments.From is { } from && await input.SkipToAsync(from).ConfigureAwait(false) is { } wrong)
        {
            return Refuse($"--from {from}: {input.Fault ?? wrong}");
        }

        Stream? stream = Open(arguments, out string? fault);
        if (stream is null)
        {
            return Refuse(fault!);
        }

        BatchOutput? output = arguments.Resumes ? await ResumeAsync(stream, arguments, input).ConfigureAwait(false) : new BatchOutput(stream, arguments.From ?? 0);
        if (output is null)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            return null;
        }

        if (stream.CanSeek ? stream.Position == 0 : output.InputOffset == 0)
        {
            output.Write(arguments.Format.Header);
        }

        return output;
    }

    /// <summary>Writes answers through to the file: what a run answered is there however it ends.</summary>
    public void Write(ReadOnlySpan<byte> answers) => _stream.Write(answers);

    public void Dispose() => _stream.Dispose();

    private static async Task<BatchOutput?> ResumeAsync(Stream stream, BatchArguments arguments, BatchInput input)
    {
        string name = PrintableText.Line(arguments.Output!);
        if (await EarlierAnswers.ReadAsync(stream, arguments.Format).ConfigureAwait(false) is not { } earlier)
        {
            return Refuse($"{name} does not hold answers of this format: remove it, or name another");
        }

        (long Line, long Offset)? place = await input.SkipLinesAsync(earlier.Count).ConfigureAwait(false);
        if (place is null || (earlier.Count > 0 && place.Value.Line != earlier.LastLine))
        {
            return input.IsStopped ? null : Refuse(input.Fault ?? $"the answers in {name} are not those to the first lines of the input: it was another input, or an unordered run that was killed");
        }

        stream.SetLength(earlier.HasHeader ? earlier.Length : 0);
        stream.Position = stream.Length;
        return new BatchOutput(stream, place.Value.Offset);
    }

    private static Stream? Open(BatchArguments arguments, out string? fault)
    {
        fault = null;
        if (arguments.Output is not { } path)
        {
            return StandardOutput.Open();
        }

        try
        {
            bool isKept = arguments.Resumes || arguments.From > 0;
            // Unbuffered: a block of answers is one write.
            var stream = new FileStream(path, isKept ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            stream.Position = arguments.From > 0 ? stream.Length : 0;
            return stream;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SecurityException)
        {
            fault = $"cannot write {PrintableText.Line(path)}: {PrintableText.Line(exception.Message)}";
            return null;
        }
    }

    private static BatchOutput? Refuse(string fault)
    {
        Console.Error.WriteLine($"iamsim: {fault}");
        return null;
    }
}
