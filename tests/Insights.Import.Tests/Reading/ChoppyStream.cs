namespace Insights.Import.Tests.Reading;

/// <summary>Gives a few bytes a read, so that every boundary a buffer can have is met.</summary>
internal sealed class ChoppyStream(byte[] bytes, int most) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);
}
