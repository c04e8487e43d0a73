using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Tool.Batch;

/// <summary>Answers as JSON objects: <c>{"line":1,"id":"a","decision":…}</c>.</summary>
internal sealed class NdjsonAnswers : IAnswerFormat
{
    // What needs no escape.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$%&'()*+,-./:;<=>?@[]^_`{|}~");

    public ReadOnlySpan<byte> Header => [];

    public void WriteStart(IBufferWriter<byte> output, long line, string? id, AccessRequest? request)
    {
        output.Write("{\"line\":"u8);
        WriteNumber(output, line);
        if (id is not null)
        {
            output.Write(",\"id\":\""u8);
            if (id.AsSpan().ContainsAnyExcept(Plain))
            {
                output.Write(JsonEncodedText.Encode(id, PrintableText.JsonEncoder).EncodedUtf8Bytes);
            }
            else
            {
                Encoding.ASCII.GetBytes(id, output);
            }

            output.Write("\""u8);
        }

        output.Write(","u8);
    }

    public byte[] Rest(ReadOnlySpan<byte> members) => [.. members[1..], (byte)'\n'];

    public bool TryReadLine(ReadOnlySpan<byte> answer, out long line)
    {
        line = 0;
        return answer.StartsWith("{\"line\":"u8) && answer.EndsWith("}"u8) && Utf8Parser.TryParse(answer[8..], out line, out _);
    }

    public static void WriteNumber(IBufferWriter<byte> output, long number)
    {
        // No number of 64 bits is longer.
        Span<byte> span = output.GetSpan(20);
        Utf8Formatter.TryFormat(number, span, out int written);
        output.Advance(written);
    }
}
