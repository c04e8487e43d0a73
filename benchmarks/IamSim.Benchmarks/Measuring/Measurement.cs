namespace IamSim.Benchmarks.Measuring;

/// <summary>The best of what one body cost.</summary>
/// <param name="Body">Its name.</param>
/// <param name="Nanoseconds">For one operation.</param>
/// <param name="Bytes">Allocated for one operation.</param>
internal readonly record struct Measurement(string Body, double Nanoseconds, double Bytes);
