using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IamSim.Batches;
using IamSim.Diagnostics;
using IamSim.Scenarios;
using IamSim.Tool.Batch;
using nietras.SeparatedValues;

namespace IamSim.Fuzz.Targets;

/// <summary>Requests in CSV: a header, and rows.</summary>
internal sealed class RowTarget() : FuzzTarget("rows", 20, "every row has one answer: the same whichever rows stand before it, and that of its request in JSON; faults have columns; answers in CSV are no formulas")
{
    private const string Policies = """
        {"policies":{"identity":[{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::bucket/${aws:username}*"},
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"x:a":"a*"}}},
        {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":["bad"]}}}]}]}}
        """;

    private const int AnswerColumns = 13;

    private static readonly ScenarioTemplate Template = ScenarioReader.ReadTemplate(new SourceText(Policies), new ScenarioReaderOptions { Now = new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero) }).Template!;
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Buffers = [];

    public override IReadOnlyList<string> Tokens =>
    [
        .. Mutations.Tokens.Arns, "principal,action,resource", "\nanonymous,s3:GetObject,arn:aws:s3:::bucket/a", ",x:a", ",aws:TagKeys[]", "id,", ",now", ",resourceAccount", "resource[]", ";", "\t", "\"", "\"\"", "\"a\"\"b\"", "\\;", "\\N", "\\", "\uFEFF", "\r", "\r\n", "\n", "\u0000", "=1+1", "\u001b[31m", "\u202E",
        "bad;good", "2026-01-15T00:00:00Z", " ",
    ];

    public override int MaximumLength => 1200;

    public override void Run(byte[] input)
    {
        int cut = input.AsSpan().IndexOf((byte)'\n');
        byte[] line = (cut < 0 ? input : input[..cut]).AsSpan().TrimEnd((byte)'\r').ToArray();
        byte[] rest = cut < 0 ? [] : input[(cut + 1)..];
        if (CsvHeader.Read(line, out BadLine fault) is not { } header)
        {
            Invariant.IsPrintable(fault.ToText("rows.csv", 1), "what is wrong with a header is printable");
            Invariant.Holds(fault.Column >= 1 && fault.Column <= line.Length + 1, "what is wrong with a header has a column", () => $"{fault.Column}");
            return;
        }

        List<byte[]> rows = RowsOf(rest);
        List<string> answers = Answer(() => new CsvAnswerer(Template, header, "rows.csv"), new NdjsonAnswers(), rest);
        Invariant.Same(rows.Count, answers.Count, "every row has one answer");
        for (int i = 0; i < rows.Count; i++)
        {
            Invariant.IsJson(Encoding.UTF8.GetBytes(answers[i]), "an answer is JSON");
            Invariant.IsPrintable(answers[i], "an answer is printable", isOneLine: true);
            string alone = Answer(() => new CsvAnswerer(Template, header, "rows.csv"), new NdjsonAnswers(), rows[i])[0];
            Invariant.Same(WithoutLine(alone), WithoutLine(answers[i]), "a row is answered the same whichever stand before it");
            Compare(header, rows[i], answers[i]);
        }

        CheckCsv(header, rest, rows.Count);
    }

    private static List<byte[]> RowsOf(byte[] text)
    {
        var rows = new List<byte[]>();
        foreach (LineBlock block in BlocksOf(text))
        {
            foreach (LineBlock.Line line in block)
            {
                rows.Add(line.Bytes.ToArray());
            }
        }

        return rows;
    }

    // Behind a line that is not the first, a mark is a character.
    private static List<LineBlock> BlocksOf(byte[] text) => [.. LineBlocks.ReadAsync(new MemoryStream([(byte)'\n', .. text])).ToBlockingEnumerable()];

    private static List<string> Answer(Func<IBlockAnswerer> create, IAnswerFormat format, byte[] text)
    {
        var writer = new BlockWriter(format, Buffers);
        var answers = new List<string>();
        foreach (LineBlock block in BlocksOf(text))
        {
            AnsweredBlock answered = writer.Answer(block, create());
            string written = Encoding.UTF8.GetString(answered.Text.WrittenSpan);
            Invariant.Holds(written.Length == 0 || written.EndsWith('\n'), "an answer has its end");
            string[] lines = written.Split('\n')[..^1];
            answers.AddRange(lines);
            Invariant.Same(lines.Length, (int)answered.Counts.All, "every answer is counted");
            Invariant.Holds(answered.BadLines.All(bad => bad.Fault.Column >= 1 && bad.Fault.Column <= text.Length + 1), "what is wrong with a row has a column");
            answered.Text.ResetWrittenCount();
            Buffers.Add(answered.Text);
        }

        return answers;
    }

    private static void Compare(CsvHeader header, byte[] row, string answer)
    {
        if (answer.Contains("\"inputError\":", StringComparison.Ordinal))
        {
            return;
        }

        string json = RequestOf(header, Encoding.UTF8.GetString(row));
        string asked = Answer(() => new RequestAnswerer(Template, "rows.csv"), new NdjsonAnswers(), Encoding.UTF8.GetBytes(json))[0];
        Invariant.Holds(WithoutLine(asked) == WithoutLine(answer), "a row is answered as its request in JSON", () => $"{answer} but {asked} of {json}");
    }

    /// <summary>A row read once more, by another way.</summary>
    private static string RequestOf(CsvHeader header, string row)
    {
        var request = new JsonObject();
        var context = new JsonObject();
        List<string> fields = Split(row, header.Separator);
        for (int i = 0; i < fields.Count; i++)
        {
            CsvColumn column = header.Columns[i];
            if (fields[i].Length == 0)
            {
                continue;
            }

            string text = fields[i][0] == '"' ? fields[i][1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : fields[i];
            bool isKey = column.Kind == CsvColumnKind.ContextKey;
            (isKey ? context : request)[column.Name] = column.IsList ? ListOf(text) : isKey && text == "\\N" ? null : JsonValue.Create(text);
        }

        request["context"] = context;
        return request.ToJsonString();
    }

    private static List<string> Split(string row, char separator)
    {
        var fields = new List<string> { "" };
        bool isQuoted = false;
        foreach (char c in row)
        {
            isQuoted ^= c == '"';
            if (c == separator && !isQuoted)
            {
                fields.Add("");
            }
            else
            {
                fields[^1] += c;
            }
        }

        return fields;
    }

    private static JsonArray ListOf(string text)
    {
        const string Backslash = "\uE000";
        const string Semicolon = "\uE001";
        string[] members = text.Length == 0 ? [] : text.Replace("\\\\", Backslash, StringComparison.Ordinal).Replace("\\;", Semicolon, StringComparison.Ordinal).Split(';');
        return [.. members.Select(static member => JsonValue.Create(member.Replace(Backslash, "\\", StringComparison.Ordinal).Replace(Semicolon, ";", StringComparison.Ordinal)))];
    }

    private static void CheckCsv(CsvHeader header, byte[] text, int count)
    {
        List<string> answers = Answer(() => new CsvAnswerer(Template, header, "rows.csv"), new CsvAnswers(), text);
        Invariant.Same(count, answers.Count, "every row has one answer in CSV");
        if (count == 0)
        {
            return;
        }

        using SepReader reader = Sep.New(',').Reader(static options => options with { HasHeader = false, Unescape = true }).FromText(string.Join('\n', answers) + "\n");
        foreach (SepReader.Row row in reader)
        {
            Invariant.Same(AnswerColumns, row.ColCount, "an answer in CSV has every column");
            for (int i = 0; i < row.ColCount; i++)
            {
                string field = row[i].ToString();
                Invariant.IsPrintable(field, "a field of an answer is printable", isOneLine: true);
                Invariant.Holds(field.TrimStart() is not ['=' or '+' or '-' or '@', ..], "no field of an answer is a formula", () => field);
            }
        }
    }

    // {"line":12,…
    private static string WithoutLine(string answer) => answer[answer.IndexOf(',', StringComparison.Ordinal)..];
}
