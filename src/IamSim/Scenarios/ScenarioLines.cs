using IamSim.Diagnostics;

namespace IamSim.Scenarios;

/// <summary>Cuts newline-delimited JSON into lines without holding more than one in memory.</summary>
public static class ScenarioLines
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>The lines of a stream that are not blank, in order, each with its number. Memory grows with the longest line only.</summary>
    /// <param name="stream">UTF-8 text; read to its end, not closed.</param>
    /// <param name="name">The name shown in messages; <c>null</c> for none.</param>
    /// <returns>The line, and the finding when it is not UTF-8.</returns>
    public static IEnumerable<(SourceText Line, Diagnostic? Fault)> Read(Stream stream, string? name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadLines(stream, name);
    }

    private static IEnumerable<(SourceText Line, Diagnostic? Fault)> ReadLines(Stream stream, string? name)
    {
        byte[] buffer = new byte[FirstBuffer];
        int start = 0;
        int end = 0;
        int searched = 0;
        int number = 1;
        bool finished = false;
        while (!finished || end > start)
        {
            // What was searched before is not searched again: linear also for one endless line.
            int newline = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            newline = newline < 0 ? newline : newline + searched;
            searched = newline < 0 ? end - start : 0;
            if (newline < 0 && !finished)
            {
                if (end == buffer.Length)
                {
                    byte[] target = start > 0 ? buffer : new byte[buffer.Length * 2];
                    Buffer.BlockCopy(buffer, start, target, 0, end - start);
                    (buffer, end, start) = (target, end - start, 0);
                }

                int read = stream.Read(buffer, end, buffer.Length - end);
                finished = read == 0;
                end += read;
                continue;
            }

            int length = newline < 0 ? end - start : newline;
            SourceText line = SourceText.FromUtf8(buffer.AsSpan(start, length), name, number, out Diagnostic? fault);
            start += newline < 0 ? length : length + 1;
            number++;
            if (!string.IsNullOrWhiteSpace(line.Text))
            {
                yield return (line, fault);
            }
        }
    }
}
