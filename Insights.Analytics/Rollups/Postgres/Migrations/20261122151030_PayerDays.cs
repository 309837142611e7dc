using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PayerDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "payer_days",
                schema: "reporting",
                columns: table => new
                {
                    kind = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    hashes = table.Column<byte[]>(type: "bytea", nullable: false),
                    keys = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payer_days", x => new { x.kind, x.day });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "payer_days",
                schema: "reporting");
        }
    }
}
