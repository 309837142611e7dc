using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Import.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class IdPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "transaction_id_pages",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    ids = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transaction_id_pages", x => x.number);
                });

            // Runs of ids lay behind the hashes in transaction_ids itself: 2^62 + run * 2^58 + the hash without its last four bits, which the key has too. They go among the hashes.
            migrationBuilder.Sql("INSERT INTO transaction_ids (id_hash, key) SELECT ((id_hash & 288230376151711743) << 4) | (key & 15), key FROM transaction_ids WHERE id_hash >= 4611686018427387904 ORDER BY 1");
            migrationBuilder.Sql("DELETE FROM transaction_ids WHERE id_hash >= 4611686018427387904");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "transaction_id_pages");
        }
    }
}
