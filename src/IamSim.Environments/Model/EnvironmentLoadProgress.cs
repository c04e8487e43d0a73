namespace IamSim.Environments;

/// <summary>How far a load has come.</summary>
/// <param name="Files">Files done.</param>
/// <param name="TotalFiles">Files there are.</param>
/// <param name="Bytes">Bytes of the files done.</param>
/// <param name="TotalBytes">Bytes of all files.</param>
public readonly record struct EnvironmentLoadProgress(int Files, int TotalFiles, long Bytes, long TotalBytes);
