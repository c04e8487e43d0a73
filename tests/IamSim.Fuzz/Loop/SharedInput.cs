using System.IO.MemoryMappedFiles;

namespace IamSim.Fuzz.Loop;

/// <summary>The input that is being run, in a file that outlives the process: what kills it is found there.</summary>
internal sealed unsafe class SharedInput : IDisposable
{
    public const int MaximumLength = 1 << 20;

    private const int Header = 2 * sizeof(int);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    public SharedInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Header + MaximumLength);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Says what is run now.</summary>
    /// <param name="target">The index of the target among those of the session.</param>
    /// <param name="input">The input.</param>
    public void Write(int target, ReadOnlySpan<byte> input)
    {
        ((int*)_start)[0] = target;
        ((int*)_start)[1] = input.Length;
        input.CopyTo(new Span<byte>(_start + Header, MaximumLength));
    }

    /// <summary>What was run last.</summary>
    public (int Target, byte[] Input) Read() => (((int*)_start)[0], new Span<byte>(_start + Header, ((int*)_start)[1]).ToArray());

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
