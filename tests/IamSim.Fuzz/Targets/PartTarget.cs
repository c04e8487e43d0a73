using System.Text;
using IamSim.Diagnostics;
using IamSim.Tool.Batch;
using IamSim.Tool.Shards;

namespace IamSim.Fuzz.Targets;

/// <summary>Answers that are read again: outputs to go on behind, parts to merge, and what shards say of themselves.</summary>
internal sealed class PartTarget() : FuzzTarget("parts", 3, "what is no answer is told, in one line; what is merged has nothing that a terminal obeys; an output is cut behind whole answers, and read again the same")
{
    private const string Digest = "0123456789abcdef";

    private static readonly Action<byte[]>[] Readings = [ReadOutput, ReadOutputOfCsv, static text => Merge(text, asCsv: false), static text => Merge(text, asCsv: true), MergeTwo, ReadManifest, ReadName];

    public override IReadOnlyList<string> Tokens =>
    [
        .. Mutations.Tokens.Punctuation, "{\"line\":1,", "{\"line\":", "\"id\":\"a\",", "\"decision\":\"Allowed\",", "\"blockedBy\":[\"Identity\"]", "\"statement\":{\"policy\":\"p\",\"sid\":\"s\",\"line\":1,\"column\":2}", "\"inputError\":{\"message\":\"m\",\"column\":1}",
        "\"policyError\":[{\"policy\":\"p\",\"line\":1,\"code\":\"c\",\"message\":\"m\"}]", "\"pass\":true", "}\n", "\n", "line,id,decision,decidedBy,blockedBy,policy,file,sid,statementLine,statementColumn,assumptions,pass,error\n", "1,a,Allowed", "shard-1-of-2.", "000000000001-000000000002.", ".ndjson", ".parquet",
        "\"shard\":\"1/2\",", "\"partSize\":10,", "\"format\":\"ndjson\",", "\"settings\":{", "\"questions\":20,", "\"inputDigest\":null", "=1+1",
    ];

    public override bool IsJson => true;

    public override int MaximumLength => 1500;

    public override void Run(byte[] input)
    {
        if (input.Length > 0)
        {
            Readings[input[0] % Readings.Length](input[1..]);
        }
    }

    private static void ReadOutput(byte[] text) => ReadAgain(text, new NdjsonAnswers());

    private static void ReadOutputOfCsv(byte[] text) => ReadAgain(text, new CsvAnswers());

    private static void ReadAgain(byte[] text, IAnswerFormat format)
    {
        if (EarlierAnswers.ReadAsync(new MemoryStream(text), format).GetAwaiter().GetResult() is not { } found)
        {
            return;
        }

        Invariant.Holds(found.Length >= 0 && found.Length <= text.Length && (found.Length == 0 || text[found.Length - 1] == '\n'), "an output is cut behind a whole line", found.ToString);
        Invariant.Holds(found.Count <= text.AsSpan(0, (int)found.Length).Count((byte)'\n'), "there are no more answers than lines", found.ToString);
        EarlierAnswers? again = EarlierAnswers.ReadAsync(new MemoryStream(text[..(int)found.Length]), format).GetAwaiter().GetResult();
        Invariant.Same(found, again, "what is left of an output is read the same");
    }

    private static void Merge(byte[] text, bool asCsv)
    {
        string? merged = MergeAll([Part(1, text)], asCsv, out long count);
        if (merged is null)
        {
            return;
        }

        Invariant.IsPrintable(merged, "what is merged is printable");
        Invariant.Same(count + (asCsv ? 1 : 0), merged.Count(static c => c == '\n'), "an answer is one line");
        Invariant.Holds(asCsv || merged == Encoding.UTF8.GetString(text), "lines of one part are merged as they are");
    }

    // The same questions in two parts, and further ones.
    private static void MergeTwo(byte[] text)
    {
        int cut = text.AsSpan().IndexOf("\n\n"u8);
        if (cut >= 0 && MergeAll([Part(1, text[..(cut + 1)]), Part(1, text[(cut + 2)..], shard: 2)], asCsv: false, out _) is { } merged)
        {
            Invariant.IsPrintable(merged, "what is merged is printable");
        }
    }

    private static PartFile Part(long first, byte[] text, int shard = 1)
    {
        long count = Math.Max(1, text.AsSpan().Count((byte)'\n'));
        var name = new PartName(new ShardNumber(shard, 2), first, first + count - 1, Digest, PartFormat.Ndjson);
        return new PartFile(WorkFolder.Write(name.ToString(), text), name);
    }

    private static string? MergeAll(PartFile[] parts, bool asCsv, out long count)
    {
        using var output = new MemoryStream();
        count = 0;
        try
        {
            count = MergeAsync(parts, asCsv, output).GetAwaiter().GetResult();
            return Encoding.UTF8.GetString(output.ToArray());
        }
        catch (PartFaultException fault)
        {
            Invariant.IsPrintable(fault.Message, "what is wrong with a part is printable", isOneLine: true);
            return null;
        }
        finally
        {
            foreach (PartFile part in parts)
            {
                File.Delete(part.Path);
            }
        }
    }

    private static async Task<long> MergeAsync(PartFile[] parts, bool asCsv, Stream output)
    {
        long count = 0;
        var merger = new PartMerger(parts);
        var answers = new MergedLines(output, asCsv ? new CsvAnswers() : null);
        await using (merger.ConfigureAwait(false))
        await using (answers.ConfigureAwait(false))
        {
            while (await merger.MoveNextAsync().ConfigureAwait(false))
            {
                await answers.WriteAsync(merger).ConfigureAwait(false);
                count++;
            }

            await answers.EndAsync().ConfigureAwait(false);
        }

        return count;
    }

    private static void ReadManifest(byte[] text)
    {
        string path = WorkFolder.Write("shard-1-of-2.json", text);
        if (ShardManifest.Read(path, out string? fault) is not { } manifest)
        {
            Invariant.IsPrintable(fault!, "what is wrong with a manifest is printable", isOneLine: true);
            return;
        }

        WorkFolder.Write("shard-1-of-2.json", manifest.ToBytes());
        Invariant.Same(manifest, ShardManifest.Read(path, out _), "a manifest that is written is read the same");
        try
        {
            MergePlan plan = MergePlan.Create([Path.GetDirectoryName(path)!]);
            foreach (QuestionRange range in plan.Missing)
            {
                Invariant.IsPrintable(plan.ShardsOf(range), "what is missing is printable", isOneLine: true);
            }
        }
        catch (PartFaultException exception)
        {
            Invariant.IsPrintable(exception.Message, "why parts do not go together is printable", isOneLine: true);
        }

        File.Delete(path);
    }

    private static void ReadName(byte[] text)
    {
        string name = InputText.Of(text);
        Invariant.Holds(PartName.TryParse(name) is not { } part || (part.ToString() == name && name.All(char.IsAscii)), "a part has one name", () => PrintableText.Line(name));
    }
}
