using Parquet;
using Parquet.Schema;

namespace IamSim.Tool.Shards;

/// <summary>The columns of answers in Parquet; docs/guides/shards.md describes them.</summary>
internal static class ParquetTable
{
    /// <summary>The most rows of a row group; also of one that is read.</summary>
    public const int MostRows = 100_000;

    public static readonly DataField Question = new DataField<long>("question");
    public static readonly DataField Line = new DataField<long>("line");
    public static readonly DataField Id = new DataField<string>("id");
    public static readonly DataField Principal = new DataField<string>("principal");
    public static readonly DataField Action = new DataField<string>("action");
    public static readonly DataField Resource = new DataField<string>("resource");
    public static readonly DataField Decision = new DataField<string>("decision");
    public static readonly DataField DecidedBy = new DataField<string>("decidedBy");
    public static readonly DataField BlockedBy = new DataField<string>("blockedBy");
    public static readonly DataField Policy = new DataField<string>("policy");
    public static readonly DataField File = new DataField<string>("file");
    public static readonly DataField Sid = new DataField<string>("sid");
    public static readonly DataField StatementLine = new DataField<int?>("statementLine");
    public static readonly DataField StatementColumn = new DataField<int?>("statementColumn");
    public static readonly DataField Assumptions = new DataField<string>("assumptions");
    public static readonly DataField Pass = new DataField<bool?>("pass");
    public static readonly DataField Error = new DataField<string>("error");
    public static readonly DataField Answer = new DataField<string>("answer");

    public static readonly ParquetSchema Schema = new(
        Question, Line, Id, Principal, Action, Resource, Decision, DecidedBy, BlockedBy,
        Policy, File, Sid, StatementLine, StatementColumn, Assumptions, Pass, Error, Answer);

    /// <summary>How the columns are written: numbers by their differences, texts that repeat by number, all compressed.</summary>
    public static ParquetOptions CreateOptions()
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        foreach (DataField field in Schema.DataFields)
        {
            // An id is seldom there twice.
            if (field is DataField<string> && field != Id)
            {
                options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.Dictionary;
            }
            else if (field is DataField<long>)
            {
                options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.DeltaBinaryPacked;
            }
        }

        return options;
    }
}
