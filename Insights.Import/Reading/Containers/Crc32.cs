using System.Buffers.Binary;

namespace Insights.Import.Reading.Containers;

/// <summary>The checksum of ZIP entries, which the framework stores and does not check: a damaged entry would be imported as if it were whole.</summary>
internal struct Crc32
{
    private static readonly uint[][] Tables = Build();
    private uint _state;

    public readonly uint Value => _state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _state = ~Appended(~_state, bytes);
    }

    private static uint Appended(uint crc, ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            // Eight bytes a step, each through the table of its distance.
            while (bytes.Length >= 8)
            {
                ulong block = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
                crc = Tables[7][(byte)block] ^ Tables[6][(byte)(block >> 8)] ^ Tables[5][(byte)(block >> 16)] ^ Tables[4][(byte)(block >> 24)]
                    ^ Tables[3][(byte)(block >> 32)] ^ Tables[2][(byte)(block >> 40)] ^ Tables[1][(byte)(block >> 48)] ^ Tables[0][(byte)(block >> 56)];
                bytes = bytes[8..];
            }

            foreach (byte b in bytes)
                crc = Tables[0][(byte)(crc ^ b)] ^ (crc >> 8);
            return crc;
        }
    }

    private static uint[][] Build()
    {
        uint[][] tables = [.. Enumerable.Range(0, 8).Select(_ => new uint[256])];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            tables[0][i] = crc;
        }

        for (int t = 1; t < 8; t++)
        {
            for (int i = 0; i < 256; i++)
                tables[t][i] = tables[0][tables[t - 1][i] & 0xFF] ^ (tables[t - 1][i] >> 8);
        }

        return tables;
    }
}
