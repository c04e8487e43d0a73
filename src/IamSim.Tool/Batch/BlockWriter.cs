using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IamSim.Batches;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tool.Batch;

/// <summary>Writes the answers to one block after the other; for one worker.</summary>
/// <remarks>What an answer says behind its line and id is made once for each decision and copied from then on.</remarks>
internal sealed class BlockWriter(IAnswerEncoding encoding, ConcurrentBag<ArrayBufferWriter<byte>> pool)
{
    // Far more than the statements of a policy set; a bound all the same.
    private const int MaximumDecisions = 8192;

    // More are not printed, however many a block has.
    private const int MaximumBadLines = 10;

    private readonly Dictionary<Decided, byte[]> _rests = [];
    private readonly ArrayBufferWriter<byte> _members = new();
    private ArrayBufferWriter<byte> _output = new();
    private List<(long Line, BadLine Fault)> _badLines = [];
    private AnswerCounts _counts;

    /// <summary>Answers a block.</summary>
    public AnsweredBlock Answer(LineBlock block, IBlockAnswerer answerer)
    {
        Begin();
        answerer.Answer(block, this);
        return new AnsweredBlock(_output, _counts, _badLines, block.EndOffset);
    }

    /// <summary>Writes the answer to a request that was asked of a template.</summary>
    public void Write(long line, in RequestReading reading, ScenarioTemplate template, ScenarioCompilation compilation, in Decision decision)
    {
        var key = new Decided(compilation, decision);
        if (!_rests.TryGetValue(key, out byte[]? rest))
        {
            rest = Rest(template.Answer(reading));
            if (_rests.Count < MaximumDecisions)
            {
                _rests.Add(key, rest);
            }
        }

        encoding.WriteStart(_output, line, reading.Id, reading.Request);
        _output.Write(rest);
        _counts.Count(decision);
    }

    /// <summary>Writes an answer of whatever kind.</summary>
    public void Write(long line, ScenarioAnswer answer)
    {
        if (!answer.Reading.InputErrors.IsEmpty)
        {
            Write(line, answer.Reading.Id, BadLine.Of(answer.Reading.InputErrors[0]));
            return;
        }

        encoding.WriteStart(_output, line, answer.Reading.Id, answer.Reading.Scenario?.Request);
        _output.Write(Rest(answer));
        _counts.Passed += answer.Pass == true ? 1 : 0;
        _counts.Failed += answer.Pass == false ? 1 : 0;
        if (answer.Decision is { } decision)
        {
            _counts.Count(decision);
        }
        else
        {
            _counts.PolicyErrors++;
        }
    }

    /// <summary>Writes what is wrong with a line.</summary>
    public void Write(long line, string? id, in BadLine fault)
    {
        _counts.Bad++;
        if (_badLines.Count < MaximumBadLines)
        {
            _badLines.Add((line, fault));
        }

        _members.ResetWrittenCount();
        using (Utf8JsonWriter writer = BeginMembers())
        {
            writer.WriteStartObject("inputError");
            writer.WriteString("message", fault.Message);
            writer.WriteNumber("column", fault.Column);
            if (fault.Help is not null)
            {
                writer.WriteString("help", fault.Help);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        encoding.WriteStart(_output, line, id, request: null);
        _output.Write(encoding.Rest(_members.WrittenSpan));
    }

    private void Begin()
    {
        _output = pool.TryTake(out ArrayBufferWriter<byte>? used) ? used : new ArrayBufferWriter<byte>(1 << 16);
        (_badLines, _counts) = ([], default);
    }

    private byte[] Rest(ScenarioAnswer answer)
    {
        _members.ResetWrittenCount();
        using (Utf8JsonWriter writer = BeginMembers())
        {
            ScenarioAnswerWriter.WriteMembers(writer, answer);
            writer.WriteEndObject();
        }

        return encoding.Rest(_members.WrittenSpan);
    }

    private Utf8JsonWriter BeginMembers()
    {
        // The output is data, not HTML: quotes and letters stay readable. Control characters are escaped all the same.
        var writer = new Utf8JsonWriter(_members, new JsonWriterOptions { Encoder = PrintableText.JsonEncoder });
        writer.WriteStartObject();
        return writer;
    }

    /// <summary>A decision by what it refers to.</summary>
    private readonly struct Decided(ScenarioCompilation compilation, Decision decision) : IEquatable<Decided>
    {
        private readonly ScenarioCompilation _compilation = compilation;
        private readonly Decision _decision = decision;

        public bool Equals(Decided other) =>
            ReferenceEquals(_decision.Statement, other._decision.Statement) && ReferenceEquals(_decision.Rule, other._decision.Rule)
            && ReferenceEquals(_compilation, other._compilation)
            && _decision.Kind == other._decision.Kind && _decision.DecidedBy == other._decision.DecidedBy
            && _decision.BlockedBy == other._decision.BlockedBy && _decision.Assumptions == other._decision.Assumptions;

        public override bool Equals(object? obj) => obj is Decided other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(_decision.Statement), (int)_decision.Kind, (int)_decision.BlockedBy, (int)_decision.Assumptions);
    }
}
