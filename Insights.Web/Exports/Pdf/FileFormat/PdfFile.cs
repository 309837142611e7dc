using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>
/// The objects of a PDF 1.7 file and its cross-reference stream. Objects are written as soon as they are complete, small ones together in
/// compressed object streams, so that a long table is never held in memory as a whole.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    // 200 to a stream: large enough to compress well, small enough for a viewer that wants one of them.
    private const int ObjectsPerStream = 200;
    private readonly Stream output;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<Place> places = [default];
    private readonly List<(int Number, int Offset)> waiting = [];
    private readonly ByteText waitingText = new(16 * 1024);
    private long position;

    public PdfFile(Stream output)
    {
        this.output = output;
        // Four bytes above 127 tell transfer programs that the file is not text.
        Emit("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
    }

    private enum Kind : byte { Free, Direct, InStream }

    public PdfRef Reserve()
    {
        places.Add(default);
        return new(places.Count - 1);
    }

    public PdfRef Add(string body)
    {
        var reference = Reserve();
        Write(reference, body);
        return reference;
    }

    /// <summary>An object that is not a stream.</summary>
    public void Write(PdfRef reference, string body)
    {
        waiting.Add((reference.Number, waitingText.Length));
        waitingText.Add(body).Add('\n');
        if (waiting.Count == ObjectsPerStream)
            FlushWaiting();
    }

    public PdfRef AddStream(string entries, ReadOnlySpan<byte> data, bool compress = true)
    {
        var reference = Reserve();
        WriteStream(reference, entries, data, compress);
        return reference;
    }

    /// <param name="reference">The number the stream was promised under.</param>
    /// <param name="entries">Dictionary entries besides length and filter.</param>
    /// <param name="data">As it is to be read; compressed here.</param>
    /// <param name="compress">Off for metadata, which tools look for in plain bytes.</param>
    public void WriteStream(PdfRef reference, string entries, ReadOnlySpan<byte> data, bool compress = true)
    {
        places[reference.Number] = new(Kind.Direct, position, 0);
        var body = compress ? Deflated(data) : data;
        Emit(FormattableString.Invariant($"{reference.Number} 0 obj\n<<{entries}{(compress ? "/Filter/FlateDecode" : "")}/Length {body.Length}>>stream\n"));
        Emit(body);
        Emit("\nendstream\nendobj\n");
    }

    /// <summary>Writes the rest. The file's identifier is the hash of its content: the same document gives the same bytes.</summary>
    public void Finish(PdfRef catalog, PdfRef info)
    {
        FlushWaiting();
        var self = Reserve();
        var start = position;
        places[self.Number] = new(Kind.Direct, start, 0);
        var id = Convert.ToHexString(hash.GetCurrentHash().AsSpan(0, 16));
        var table = new byte[places.Count * 7];
        table[5] = table[6] = 0xFF;
        for (var i = 1; i < places.Count; i++)
        {
            var (kind, at, index) = places[i];
            if (kind == Kind.Free)
                throw new InvalidOperationException($"PDF object {i} was promised and never written.");
            var row = table.AsSpan(7 * i);
            row[0] = (byte)kind;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(row[1..], (uint)at);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)index);
        }

        var compressed = Deflated(table);
        Emit(FormattableString.Invariant($"{self.Number} 0 obj\n<</Type/XRef/Size {places.Count}/W[1 4 2]/Root {catalog}/Info {info}/ID[<{id}><{id}>]/Filter/FlateDecode/Length {compressed.Length}>>stream\n"));
        Emit(compressed);
        Emit(FormattableString.Invariant($"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"));
        output.Flush();
    }

    public void Dispose() => hash.Dispose();

    private void FlushWaiting()
    {
        if (waiting.Count == 0)
            return;
        var container = Reserve();
        var index = new StringBuilder();
        for (var i = 0; i < waiting.Count; i++)
        {
            places[waiting[i].Number] = new(Kind.InStream, container.Number, i);
            index.Append(System.Globalization.CultureInfo.InvariantCulture, $"{waiting[i].Number} {waiting[i].Offset} ");
        }

        var content = new ByteText(index.Length + waitingText.Length).Add(index.ToString()).Add(waitingText.Span);
        WriteStream(container, FormattableString.Invariant($"/Type/ObjStm/N {waiting.Count}/First {index.Length}"), content.Span);
        waiting.Clear();
        waitingText.Clear();
    }

    private static ReadOnlySpan<byte> Deflated(ReadOnlySpan<byte> data)
    {
        var memory = new MemoryStream(data.Length / 3 + 64);
        using (var zip = new ZLibStream(memory, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(data);
        return memory.GetBuffer().AsSpan(0, (int)memory.Length);
    }

    private void Emit(string latin) => Emit(Encoding.Latin1.GetBytes(latin));

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        output.Write(bytes);
        position += bytes.Length;
    }

    private readonly record struct Place(Kind Kind, long At, int Index);
}
