using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tool;

/// <summary>Prints answers as a JSON array, or one a line.</summary>
internal sealed class JsonPrinter : IAnswerPrinter
{
    private readonly bool _asArray;
    private readonly BufferedStream _output = new(Console.OpenStandardOutput(), 1 << 16);
    private readonly Utf8JsonWriter _writer;
    private bool _isFirst = true;

    public JsonPrinter(bool asArray)
    {
        _asArray = asArray;
        // The output is data, not HTML: quotes and letters stay readable. Control characters are escaped all the same.
        _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Encoder = PrintableText.JsonEncoder });
    }

    public void Print(ScenarioAnswer answer)
    {
        if (_asArray)
        {
            _output.Write(_isFirst ? "[\n  "u8 : ",\n  "u8);
        }

        ScenarioAnswerWriter.Write(_writer, answer);
        _writer.Flush();
        _writer.Reset();
        if (!_asArray)
        {
            _output.WriteByte((byte)'\n');
        }

        _isFirst = false;
    }

    public void Finish(SimulationTally tally)
    {
        if (_asArray)
        {
            _output.Write(_isFirst ? "[]\n"u8 : "\n]\n"u8);
        }

        _output.Flush();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _output.Dispose();
    }
}
